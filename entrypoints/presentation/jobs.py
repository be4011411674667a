"""Work in the background in JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable

from domain.jobs import Job
from entrypoints.presentation.values import Json, error_json, moment


def job_json(job: Job, language: str = "en") -> Json:
    """``{id, kind, title, company, period, who, order, state, state_text, phase, phase_text, done, total, result,
    error, attempts, created_at, started_at, ended_at}``.

    ``state`` is ``waiting``, ``running``, ``done`` or ``failed``; ``phase`` is null until it is known what is being
    done, ``total`` 0 while it is not known how much. ``result`` holds references and counts, and is empty until it is
    done; ``error`` is null unless it failed.
    """
    return {
        "id": job.id,
        "kind": job.kind,
        "title": job.kind.words(language),
        "company": job.company,
        "period": str(job.period) if job.period else None,
        "who": job.who,
        "order": json.loads(job.order),
        "state": job.state,
        "state_text": job.state.words(language),
        "phase": job.phase,
        "phase_text": job.phase.words(language) if job.phase else None,
        "done": job.done,
        "total": job.total,
        "result": dict(job.result),
        "error": error_json(job.problem, language) if job.problem else None,
        "attempts": job.attempts,
        "created_at": moment(job.created_at),
        "started_at": moment(job.started_at),
        "ended_at": moment(job.ended_at),
    }


def jobs_json(jobs: Iterable[Job], language: str = "en") -> Json:
    """``{jobs}``, newest first."""
    return {"jobs": [job_json(job, language) for job in jobs]}
