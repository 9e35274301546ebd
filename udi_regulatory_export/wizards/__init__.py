from . import udi_device_register
from . import udi_submission_build
