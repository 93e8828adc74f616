"""What a role at an organisation is to be told of. Holds no personal data: `about` is a reference, a code or a month."""

from django.db import models

from rightstart.directory.models import Organisation


class Alert(models.Model):
    """Open until it is settled; `told_at` is when it was last e-mailed, `tried_at` when that was last tried."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    role = models.TextField()
    kind = models.TextField()
    about = models.TextField(default="")
    raised_at = models.DateTimeField()
    tried_at = models.DateTimeField(null=True)
    told_at = models.DateTimeField(null=True)
    settled_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                name="an_alert_open_once",
                fields=("organisation", "role", "kind", "about"),
                condition=models.Q(settled_at__isnull=True),
            ),
        )
