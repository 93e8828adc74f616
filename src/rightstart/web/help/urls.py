"""The addresses of help: open to all, since nothing in it is about anybody."""

from django.contrib.auth.decorators import login_not_required
from django.urls import path

from rightstart.web.help import views

urlpatterns = [
    path("help", login_not_required(views.index), name="help"),
    path("help/search", login_not_required(views.search), name="help-search"),
    path("help/words", login_not_required(views.words), name="help-words"),
    path("help/whats-new", login_not_required(views.whats_new), name="help-new"),
    path("help/accessibility", login_not_required(views.accessibility), name="accessibility"),
    path("help/pictures/<str:picture>", login_not_required(views.picture), name="help-picture"),
    path("help/<str:shelf>/<str:leaf>", login_not_required(views.page), name="help-page"),
]
