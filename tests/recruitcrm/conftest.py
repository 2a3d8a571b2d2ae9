from tests.mail_server import mail_server  # noqa: F401 (a fixture)
from tests.recruitcrm.beside import start  # noqa: F401 (a fixture)
