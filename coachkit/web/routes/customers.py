"""`/customers`: who calls."""

from fastapi import APIRouter

from coachkit.web.page_routes import add_page
from coachkit.web.pages.customer import read_customer
from coachkit.web.pages.customers import read_customers

router = APIRouter(tags=["customers"])
add_page(router, "/customers", "customers.html.j2", read_customers, title="Customers, page by page")
add_page(router, "/customers/{name:path}", "customer.html.j2", read_customer, title="A customer")
