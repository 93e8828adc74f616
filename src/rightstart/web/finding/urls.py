"""The addresses of the page where anybody finds their centre."""

from django.contrib.auth.decorators import login_not_required
from django.urls import path

from rightstart.web.finding import views

urlpatterns = [
    path("find-your-centre", login_not_required(views.find_centre), name="find-centre"),
    path("find-your-centre/later", login_not_required(views.later), name="find-centre-later"),
]
