//! A loaded tool, and calls of it.

use std::{
    sync::{
        Arc, Mutex, OnceLock,
        atomic::{AtomicBool, Ordering},
        mpsc,
    },
    time::Instant,
};

use wasmtime::{
    Store, Trap,
    component::{ComponentNamedList, InstancePre, Lower},
};

use super::{
    answer::Answer,
    contract::{Candidate, Export, Goal, Permission, Refutation, Spec, ToolError},
    engine::{Job, TICK, WasmHost},
    error::CallError,
    link::link,
    services::Call,
    state::State,
};

/// A component that was loaded, checked against the contract and compiled.
#[derive(Clone)]
pub struct Tool {
    pub(super) name: Arc<str>,
    pub(super) hash: blake3::Hash,
    pub(super) host: WasmHost,
    pub(super) pre: Arc<Prepared>,
    pub(super) exports: Arc<[Export]>,
    pub(super) imports: Arc<[Permission]>,
}

pub(super) struct Prepared {
    pub(super) plain: InstancePre<State>,
    /// Compiled when first asked for: fuel is for the few runs that must be reproducible.
    pub(super) fuelled: Mutex<Option<InstancePre<State>>>,
    pub(super) bytes: Arc<[u8]>,
}

impl Tool {
    /// The name it was loaded or registered under.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The same tool under the name by which it is registered.
    #[must_use]
    pub fn named(mut self, name: &str) -> Self {
        self.name = name.into();
        self
    }

    /// BLAKE3 hash of the component's bytes.
    pub fn hash(&self) -> blake3::Hash {
        self.hash
    }

    /// What it can do, in the contract's order.
    pub fn exports(&self) -> &[Export] {
        &self.exports
    }

    /// What it asks for: its imports are its request.
    pub fn requests(&self) -> &[Permission] {
        &self.imports
    }

    /// Lets the tool introduce itself.
    pub async fn describe(&self, call: &Call) -> Result<Spec, CallError> {
        self.invoke::<(), Spec>(Export::Describe, (), call).await
    }

    /// Calls it: JSON in, JSON out. The inner error is the tool's own answer.
    pub async fn call(
        &self,
        input: String,
        call: &Call,
    ) -> Result<Result<String, ToolError>, CallError> {
        self.invoke(Export::Call, (input,), call).await
    }

    /// Tactics for a goal. `before` is the text of the problem's file up to the statement, for
    /// tools that read it.
    pub async fn propose(
        &self,
        goal: &Goal,
        before: &str,
        call: &Call,
    ) -> Result<Vec<Candidate>, CallError> {
        if self.exports.contains(&Export::ProposeInFile) {
            let arguments = (goal.clone(), before.to_owned());
            return self.invoke(Export::ProposeInFile, arguments, call).await;
        }
        self.invoke(Export::Propose, (goal.clone(),), call).await
    }

    /// A counterexample to a goal; `before` as for [`Self::propose`].
    pub async fn refute(
        &self,
        goal: &Goal,
        before: &str,
        call: &Call,
    ) -> Result<Refutation, CallError> {
        if self.exports.contains(&Export::RefuteInFile) {
            let arguments = (goal.clone(), before.to_owned());
            return self.invoke(Export::RefuteInFile, arguments, call).await;
        }
        self.invoke(Export::Refute, (goal.clone(),), call).await
    }

    #[tracing::instrument(
        name = "tool_call",
        skip_all,
        fields(
            otel.name = %format_args!("execute_tool {}", self.name),
            gen_ai.operation.name = "execute_tool",
            gen_ai.tool.name = %self.name,
            export = export.name(),
        )
    )]
    async fn invoke<P, R>(&self, export: Export, params: P, call: &Call) -> Result<R, CallError>
    where
        P: ComponentNamedList + Lower + Send + Sync + 'static,
        R: Answer,
    {
        let stopped = || CallError::Stopped { tool: self.name.to_string() };
        if !self.exports.contains(&export) {
            return Err(CallError::NotExported {
                tool: self.name.to_string(),
                export: export.name(),
            });
        }
        let (reply, mut answer) = tokio::sync::oneshot::channel();
        let begun = Arc::new(OnceLock::<Instant>::new());
        let abandoned = Arc::new(AtomicBool::new(false));
        let job: Job = {
            let (tool, call) = (self.clone(), call.clone());
            let (begun, abandoned) = (Arc::clone(&begun), Arc::clone(&abandoned));
            Box::new(move || {
                if abandoned.load(Ordering::Relaxed) {
                    return;
                }
                let _ = begun.set(Instant::now());
                let _ = reply.send(tool.run::<P, R>(export, params, call));
            })
        };
        self.enqueue(job).await.map_err(|()| stopped())?;
        // A caller that goes away while the call still waits for a thread takes its place along.
        let _guard = Abandon(abandoned);
        // The guest's own clock ends it at the limit; this one is for time inside the host. Waiting
        // for a thread does not count.
        let limit = call.limits.timeout() + 20 * TICK;
        let mut wait = limit;
        while !wait.is_zero() {
            if let Ok(result) = tokio::time::timeout(wait, &mut answer).await {
                return result.map_err(|_| stopped())?;
            }
            wait = begun.get().map_or(limit, |at| limit.saturating_sub(at.elapsed()));
        }
        let limit_ms = call.limits.timeout_ms;
        Err(CallError::Time { tool: self.name.to_string(), limit_ms })
    }

    /// Hands a job to the guests' threads; waits, without blocking, while the queue is full.
    async fn enqueue(&self, mut job: Job) -> Result<(), ()> {
        loop {
            match self.host.0.jobs.try_send(job) {
                Ok(()) => return Ok(()),
                Err(mpsc::TrySendError::Full(back)) => job = back,
                Err(mpsc::TrySendError::Disconnected(_)) => return Err(()),
            }
            tokio::time::sleep(TICK).await;
        }
    }

    /// One call, on a guest's thread: a fresh store, which is dropped whatever happens.
    fn run<P, R>(&self, export: Export, params: P, call: Call) -> Result<R, CallError>
    where
        P: ComponentNamedList + Lower + Send + Sync + 'static,
        R: Answer,
    {
        let limits = call.limits;
        let fuelled = limits.fuel > 0;
        let pre = if fuelled { self.fuelled_pre()? } else { self.pre.plain.clone() };
        let mut store = Store::new(pre.engine(), State::new(Arc::clone(&self.name), call));
        store.limiter(|state| &mut state.memory);
        let ticks = limits.timeout().as_millis().div_ceil(TICK.as_millis());
        store.set_epoch_deadline(u64::try_from(ticks).unwrap_or(u64::MAX / 2).max(1));
        if fuelled {
            store.set_fuel(limits.fuel).map_err(|e| self.contract(&e))?;
        }
        let result = pre.instantiate(&mut store).and_then(|instance| {
            let function = instance.get_typed_func::<P, (R,)>(&mut store, export.name())?;
            let (answer,) = function.call(&mut store, params)?;
            Ok(answer)
        });
        match result {
            Ok(answer) => {
                let bytes = answer.text_bytes();
                if bytes > limits.output_bytes {
                    let tool = self.name.to_string();
                    return Err(CallError::Output { tool, bytes, limit: limits.output_bytes });
                }
                Ok(answer)
            }
            Err(error) => Err(self.explain(&error, store.into_data())),
        }
    }

    fn fuelled_pre(&self) -> Result<InstancePre<State>, CallError> {
        let mut slot = self.pre.fuelled.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        if let Some(pre) = &*slot {
            return Ok(pre.clone());
        }
        let flavour = &self.host.0.fuelled;
        let pre = flavour
            .component(&self.name, &self.pre.bytes, &self.hash)
            .and_then(|component| link(&self.name, &flavour.engine, &component))
            .map_err(|e| CallError::Contract {
                tool: self.name.to_string(),
                reason: e.to_string(),
            })?;
        Ok(slot.insert(pre).clone())
    }

    fn contract(&self, error: &wasmtime::Error) -> CallError {
        CallError::Contract { tool: self.name.to_string(), reason: format!("{error:#}") }
    }

    /// Names what ended a call: the limit that was reached, not the trap that it looked like.
    fn explain(&self, error: &wasmtime::Error, state: State) -> CallError {
        let tool = self.name.to_string();
        let limits = state.call.limits;
        if let Some(stop) = state.stop {
            return stop;
        }
        if state.memory.refused {
            return CallError::Memory { tool, limit_mib: limits.memory_mib };
        }
        match error.downcast_ref::<Trap>() {
            Some(Trap::Interrupt) => CallError::Time { tool, limit_ms: limits.timeout_ms },
            Some(Trap::OutOfFuel) => CallError::Fuel { tool, limit: limits.fuel },
            Some(Trap::StackOverflow) => CallError::Stack { tool },
            Some(trap) => CallError::Trap { tool, reason: trap.to_string() },
            None => self.contract(error),
        }
    }
}

/// Marks a queued call as no longer wanted when its caller goes away.
struct Abandon(Arc<AtomicBool>);

impl Drop for Abandon {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Relaxed);
    }
}
