//! Items worked on by two threads, results in the order of the items, panics caught and named.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

/// The evaluations are told and compared for a machine of two cores.
const THREADS: usize = 2;

/// An item on which the line panicked.
#[derive(Clone, Debug)]
pub struct Panicked {
    /// The item.
    pub id: String,
    /// What it said and where.
    pub message: String,
}

/// One item's result, and how long it took.
pub struct Timed<R> {
    /// The result.
    pub result: Result<R, Panicked>,
    /// Wall time.
    pub took: Duration,
}

/// Runs `work` over `items`; the results stand in the order of the items.
pub fn map<T: Sync, R: Send>(items: &[T], id: impl Fn(&T) -> String + Sync, work: impl Fn(&T) -> R + Sync) -> Vec<Timed<R>> {
    let next = AtomicUsize::new(0);
    let done: Mutex<Vec<(usize, Timed<R>)>> = Mutex::new(Vec::with_capacity(items.len()));
    let hook = std::panic::take_hook();
    std::panic::set_hook(Box::new(remember_panic));
    std::thread::scope(|scope| {
        for _ in 0..THREADS {
            scope.spawn(|| {
                loop {
                    let index = next.fetch_add(1, Ordering::Relaxed);
                    let Some(item) = items.get(index) else { return };
                    let started = Instant::now();
                    let result = catch_unwind(AssertUnwindSafe(|| work(item)));
                    let result = result.map_err(|_| Panicked { id: id(item), message: PANIC.take() });
                    let timed = Timed { result, took: started.elapsed() };
                    done.lock().unwrap_or_else(|poisoned| poisoned.into_inner()).push((index, timed));
                }
            });
        }
    });
    std::panic::set_hook(hook);
    let mut done = done.into_inner().unwrap_or_else(|poisoned| poisoned.into_inner());
    done.sort_by_key(|(index, _)| *index);
    done.into_iter().map(|(_, timed)| timed).collect()
}

thread_local! {
    /// What this thread's last panic said.
    static PANIC: std::cell::Cell<String> = const { std::cell::Cell::new(String::new()) };
}

fn remember_panic(info: &std::panic::PanicHookInfo<'_>) {
    PANIC.set(info.to_string().replace('\n', " "));
}
