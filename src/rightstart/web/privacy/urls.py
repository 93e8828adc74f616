"""The address of a centre's privacy notice, as its letters print it."""

from django.contrib.auth.decorators import login_not_required
from django.urls import path

from rightstart.web.privacy import views

urlpatterns = [path("privacy/<str:centre>", login_not_required(views.notice), name="privacy-notice")]
