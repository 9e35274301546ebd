from . import udi_device_register
from . import udi_registration_compare
from . import udi_submission_build
from . import udi_submission_build_look
from . import udi_submission_read
