"""The bell: Redis carries a chore's name and a row's id to a worker, and may lose them."""

from __future__ import annotations

from datetime import timedelta

import django_rq
from django.conf import settings
from django.db import connections
from redis import Redis
from rq import Queue, Worker
from rq.job import Job
from rq.serializers import JSONSerializer

from recruitcrm.chores import FURTHER_ROWS_FOR, Chore

# More than this waiting: the workers are busy, and what is due can as well wait in PostgreSQL.
FULL = 80  # jobs; one may have several rows
FAILURES_KEPT = timedelta(days=1)
ANSWERS_WITHIN = 5.0  # seconds


def the_queue() -> Queue:
    connection = Redis.from_url(
        settings.RQ_QUEUES["default"]["URL"],
        socket_timeout=ANSWERS_WITHIN,
        socket_connect_timeout=ANSWERS_WITHIN,
    )
    queue: Queue = django_rq.get_queue("default", connection=connection, serializer=JSONSerializer)
    return queue


def is_full(queue: Queue) -> bool:
    return queue.count >= FULL


def ring_on(queue: Queue, chore: Chore, *pks: int) -> None:
    further = FURTHER_ROWS_FOR.total_seconds() if len(pks) > 1 else 0
    queue.enqueue_call(
        "recruitcrm.chores.do",
        args=(chore.name, *pks),
        timeout=chore.seconds + round(further),
        result_ttl=0,
        failure_ttl=int(FAILURES_KEPT.total_seconds()),
        description=f"{chore.name} {' '.join(map(str, pks))}",
    )


class ChoreWorker(Worker):
    """A forking worker that leaves no socket to PostgreSQL for its children to share.

    Its intervals are short, so that what a killed worker left is noticed in a minute.
    """

    max_connection_wait_time = 5.0

    def __init__(self, queue: Queue) -> None:
        super().__init__(
            [queue],  # one only: with several, a job popped at a crash is lost
            connection=queue.connection,
            serializer=JSONSerializer,
            maintenance_interval=15,
            job_monitoring_interval=5,
            log_job_description=False,
        )

    @property
    def was_told_to_end(self) -> bool:
        return self._shutdown_requested_date is not None

    def fork_work_horse(self, job: Job, queue: Queue) -> None:
        connections.close_all()
        super().fork_work_horse(job, queue)
