"""The result of a job in another thread."""

import threading

import pytest

from reader.library.index.promise import Promise


def test_who_waits_gets_what_the_job_gave() -> None:
    promise: Promise[int] = Promise()
    got: list[int] = []
    waiting = threading.Thread(target=lambda: got.append(promise.result()))
    waiting.start()
    assert not promise.is_done
    promise.set(5)
    waiting.join(10)
    assert (got, promise.is_done, promise.problem()) == ([5], True, None)


def test_what_the_job_raised_is_raised_to_all_who_ask() -> None:
    promise: Promise[None] = Promise()
    promise.fail(OSError("full"))
    for _ in range(2):
        with pytest.raises(OSError, match="full"):
            promise.result()
    assert isinstance(promise.problem(), OSError)


def test_who_wants_to_know_is_called_once_before_or_after_the_end() -> None:
    promise: Promise[int] = Promise()
    called: list[int] = []
    promise.when_done(lambda done: called.append(done.result()))
    assert called == []
    promise.set(7)
    promise.when_done(lambda done: called.append(-done.result()))
    assert called == [7, -7]
