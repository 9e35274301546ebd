"""Answers of EUDAMED, made for the tests: no real one is public."""

NAMESPACE = "https://ec.europa.eu/tools/eudamed/dtx/servicemodel/Message/v1"


def report(*complaints, tag="report"):
    """Complaints are (code, detail, note); one that is nothing is not written."""
    tags = ("operationErrorCode", "operationErrorDetail", "operationDetail")
    rows = "".join(
        "<m:elementReport>"
        + "".join(
            f"<m:{name}>{said}</m:{name}>"
            for name, said in zip(tags, complaint, strict=False)
            if said
        )
        + "</m:elementReport>"
        for complaint in complaints
    )
    return f"<m:{tag}>{rows}</m:{tag}>" if complaints else ""


def entity(code, response, *complaints):
    named = f"<m:entityCode>{code}</m:entityCode>" if code else ""
    return (
        f"<m:responseEntity>{named}<m:responseCode>{response}</m:responseCode>"
        f"{report(*complaints)}</m:responseEntity>"
    )


def answer(*entities, response="", more="", prefix="m", namespace=NAMESPACE):
    """The bytes of an Acknowledgement; with ``response`` in the shape of 3.0.25."""
    listed = f"<m:responseEntities>{''.join(entities)}</m:responseEntities>"
    told = f"<m:responseCode>{response}</m:responseCode>" if response else ""
    text = (
        f'<m:Acknowledgement version="3.0.30" xmlns:m="{namespace}" xmlns:s="urn:s">'
        "<m:conversationID>c</m:conversationID>"
        "<m:correlationID>APP-DTX-000103944</m:correlationID>"
        "<m:creationDateTime>2026-06-01T09:05:00.000+02:00</m:creationDateTime>"
        "<m:messageID>id</m:messageID><m:recipient><m:node>"
        "<s:nodeActorCode>US-MF-000000001</s:nodeActorCode></m:node><m:service>"
        "<s:serviceID>DEVICE</s:serviceID><s:serviceOperation>POST</s:serviceOperation>"
        f"</m:service></m:recipient><m:payload/>{listed if entities else ''}"
        f"{told}{more}</m:Acknowledgement>"
    )
    declared, used = f"xmlns:{prefix}=", f"{prefix}:"
    if not prefix:
        declared, used = "xmlns=", ""
    text = text.replace("xmlns:m=", "\0").replace("m:", used).replace("\0", declared)
    return text.encode()
