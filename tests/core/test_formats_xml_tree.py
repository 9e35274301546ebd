"""What is written by ours is what lxml writes of the same tree, byte by byte."""

import pytest
from hypothesis import given, strategies as st
from lxml import etree

from odoo.addons.udi_regulatory_export.formats import xml

URIS = ("urn:a", "urn:b?x=1&y=2", "http://www.w3.org/2001/XMLSchema-instance")
NAMES = st.sampled_from(["a", "b", "Name", "x-y"])
TEXTS = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs"))
    .filter(lambda each: each not in "\ufffe\uffff")
    .map(str)
    | st.sampled_from("\t\n\r<>&\"'")
)


def made(tag, text, children, attributes):
    return xml.element(tag, *children, text=None if children else text, **attributes)


def trees(tags):
    attributes = st.dictionaries(tags, TEXTS, max_size=2)
    leaf = st.builds(made, tags, st.none() | TEXTS, st.just(()), attributes)
    return st.recursive(
        leaf,
        lambda inner: st.builds(
            made, tags, st.none(), st.lists(inner, max_size=4), attributes
        ),
        max_leaves=12,
    )


def as_lxml(each, parent=None, prefixes=None):
    if parent is None:
        one = etree.Element(each.tag, dict(each.attrib), nsmap=prefixes)
    else:
        one = etree.SubElement(parent, each.tag, dict(each.attrib))
    one.text = each.text
    for child in each:
        as_lxml(child, one)
    return one


def by_lxml(root, prefixes=None):
    tree = as_lxml(root, prefixes=prefixes)
    return xml.DECLARATION.decode() + etree.tostring(
        tree, encoding="unicode", pretty_print=True
    )


@given(trees(NAMES))
def test_without_namespaces(root):
    assert xml.to_bytes(root).decode() == by_lxml(root)


@given(trees(st.builds("{{{}}}{}".format, st.sampled_from(URIS), NAMES)))
def test_with_prefixes(root):
    prefixes = {"p": URIS[0], "q": URIS[1], "xsi": URIS[2]}
    whole = xml.element(f"{{{URIS[0]}}}root", root, prefixes=prefixes)
    assert xml.to_bytes(whole).decode() == by_lxml(whole, prefixes)


@given(trees(st.builds("{{{}}}{}".format, st.just(URIS[0]), NAMES)))
def test_with_a_default_namespace(root):
    bare = plain(root)
    prefixes = {None: URIS[0], "xsi": URIS[2]}
    whole = xml.element(
        f"{{{URIS[0]}}}root", bare, prefixes=prefixes, **{f"{{{URIS[2]}}}type": "x"}
    )
    assert xml.to_bytes(whole).decode() == by_lxml(whole, prefixes)


def plain(each):
    """The same without attributes: the default namespace is not for them."""
    return xml.element(each.tag, *map(plain, each), text=each.text)


@pytest.mark.parametrize("text", ["\x00", "\x0b", "\ufffe", "a\ud800"])
def test_what_no_document_may_hold_is_refused(text):
    for root in (xml.element("a", text=text), xml.element("a", b=text)):
        with pytest.raises(ValueError, match="does not allow"):
            xml.to_bytes(root)


def test_a_namespace_that_the_root_does_not_name():
    with pytest.raises(KeyError):
        xml.to_bytes(xml.element("{urn:x}a"))


def test_two_trees_are_one_if_they_say_the_same():
    one, other = (xml.element("a", xml.element("b", text=1), c="d") for _ in "12")
    assert one == other
    assert one != xml.element("a", xml.element("b", text=2), c="d")
    assert one != xml.element("a", xml.element("b", text=1))
