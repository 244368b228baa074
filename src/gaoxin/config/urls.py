"""Every address of the site, built from the scenes that are found."""

from gaoxin.frame.addresses import addresses

urlpatterns = addresses()
