"""Addresses of steps for many candidates, of pools and of tags."""

from __future__ import annotations

from django.urls import URLPattern, path

from processes.views import bulk, candidate_pools, pools

urlpatterns: list[URLPattern] = [
    path("candidates/together/assignments/", bulk.bulk_assignments, name="bulk_assignments"),
    path("candidates/together/<str:kind>/", bulk.bulk, name="bulk"),
    path("candidates/together/<str:kind>/change/", bulk.bulk_change, name="bulk_change"),
    path("candidates/together/<str:kind>/taking/", bulk.bulk_taking, name="bulk_taking"),
    path("bulk/<int:pk>/", bulk.bulk_step, name="bulk_step"),
    path("pools/", pools.pools, name="pools"),
    path("pools/new/", pools.pool_new, name="pool_new"),
    path("pools/<int:pk>/", pools.pool, name="pool"),
    path("pools/<int:pk>/edit/", pools.pool_edit, name="pool_edit"),
    path("pools/<int:pk>/rule/", pools.pool_rule, name="pool_rule"),
    path("pools/<int:pk>/removal/", pools.pool_removal, name="pool_removal"),
    path("pool-members/<int:pk>/removal/", pools.pool_member_removal, name="pool_member_removal"),
    path("candidates/<int:pk>/pools/", candidate_pools.candidate_pools, name="candidate_pools"),
    path("candidates/<int:pk>/tags/", candidate_pools.candidate_tags, name="candidate_tags"),
]
