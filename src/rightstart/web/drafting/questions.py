"""Which form asks each question of the guide."""

from collections.abc import Mapping
from typing import Final

from rightstart.agreements.guiding import Question
from rightstart.web.drafting import forms, grounds, parties
from rightstart.web.drafting.forms import QuestionForm

FORMS: Final[Mapping[Question, type[QuestionForm]]] = {
    Question.PART: parties.PartForm,
    Question.WITH: parties.WithForm,
    Question.PARTIES: parties.PartiesForm,
    Question.OPERATORS: forms.OperatorsForm,
    Question.PURPOSE: forms.PurposeForm,
    Question.ITEMS: grounds.ItemsForm,
    Question.GIVER: grounds.GiverForm,
    Question.TAKER: grounds.TakerForm,
    Question.BASIS: grounds.BasisForm,
    Question.HEALTH: forms.HealthForm,
    Question.CONFIDENTIALITY: forms.ConfidentialityForm,
    Question.DELIVERY: forms.DeliveryForm,
    Question.CONTACT: forms.ContactForm,
    Question.ATTESTS: forms.AttestsForm,
    Question.EXCLUSIONS: forms.ExclusionsForm,
    Question.INFORMING: forms.InformingForm,
    Question.OBJECTIONS: forms.ObjectionsForm,
    Question.RETENTION: forms.RetentionForm,
    Question.SECURITY: forms.SecurityForm,
    Question.END: forms.EndForm,
    Question.ASSESSMENT: forms.AssessmentForm,
    Question.CONTACTS: parties.ContactsForm,
    Question.DAYS: forms.DaysForm,
}
