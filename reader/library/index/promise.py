"""The result of a job that is done in another thread. Pure, and loaded in a hundredth of the time of ``concurrent.futures``."""

import threading
from collections.abc import Callable
from typing import Generic, TypeVar, cast

T = TypeVar("T")
"""What the job returns."""


class Promise(Generic[T]):
    """Holds what a job gave or raised, once it is done; one thread sets it, any may wait."""

    def __init__(self) -> None:
        self._is_done = threading.Event()
        self._value: T | None = None
        self._problem: BaseException | None = None
        self._guard = threading.Lock()
        self._callbacks: list[Callable[[Promise[T]], None]] = []

    @property
    def is_done(self) -> bool:
        """Whether it was set."""
        return self._is_done.is_set()

    def set(self, value: T) -> None:
        """Let the job have given this."""
        self._value = value
        self._end()

    def fail(self, problem: BaseException) -> None:
        """Let the job have raised this."""
        self._problem = problem
        self._end()

    def result(self) -> T:
        """Wait for what the job gave; raises what it raised."""
        self._is_done.wait()
        if self._problem is not None:
            raise self._problem
        return cast("T", self._value)

    def problem(self) -> BaseException | None:
        """Wait for what the job raised; None: nothing."""
        self._is_done.wait()
        return self._problem

    def when_done(self, callback: Callable[["Promise[T]"], None]) -> None:
        """Call this once it is done, in the thread that sets it, or now if it is done already."""
        with self._guard:
            if not self.is_done:
                self._callbacks.append(callback)
                return
        callback(self)

    def _end(self) -> None:
        with self._guard:
            self._is_done.set()
            callbacks, self._callbacks = self._callbacks, []
        for callback in callbacks:
            callback(self)
