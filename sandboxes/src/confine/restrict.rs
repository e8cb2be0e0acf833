//! What process 1 gives up for good: files (Landlock), system calls (seccomp), resources, and
//! every privilege that its user namespace gave it.

use std::{collections::BTreeMap, path::Path};

use landlock::{
    ABI, Access, AccessFs, AccessNet, BitFlags, CompatLevel, Compatible, LandlockStatus, Ruleset,
    RulesetAttr, RulesetCreatedAttr, RulesetStatus, Scope, path_beneath_rules,
};
use rustix::{
    process::{Resource, Rlimit, setrlimit},
    thread::{CapabilitySet, CapabilitySets, set_capabilities, set_no_new_privs},
};
use seccompiler::{
    BpfProgram, SeccompAction, SeccompCmpArgLen, SeccompCmpOp, SeccompCondition, SeccompFilter,
    SeccompRule, apply_filter,
};

use super::{Confinement, Limits};

/// Where systems keep the loader and the shared libraries that any program needs to start.
const SYSTEM_LIBRARIES: [&str; 9] = [
    "/lib",
    "/lib64",
    "/usr/lib",
    "/usr/lib64",
    "/etc/ld.so.cache",
    "/nix/store",
    "/gnu/store",
    "/sys/devices/system/cpu",
    "/proc",
];

const DEVICES: [&str; 4] = ["/dev/null", "/dev/zero", "/dev/urandom", "/dev/random"];

/// Applies everything, or says what is missing. What comes after a missing part is still applied.
pub(super) fn apply(policy: &Confinement, program: &Path) -> Result<(), String> {
    let mut missing = Vec::new();
    let mut part = |name: &str, result: Result<(), String>| {
        if let Err(why) = result {
            missing.push(format!("{name}: {why}"));
        }
    };
    part("no new privileges", set_no_new_privs(true).map_err(|error| error.to_string()));
    part("resource limits", limit_resources(&policy.limits));
    part("Landlock", restrict_files(policy, program));
    part("capabilities", drop_capabilities());
    part("seccomp", restrict_system_calls());
    if missing.is_empty() { Ok(()) } else { Err(missing.join("; ")) }
}

fn limit_resources(limits: &Limits) -> Result<(), String> {
    let resources = [
        (Resource::As, limits.address_space),
        (Resource::Cpu, limits.cpu_seconds),
        (Resource::Nproc, limits.processes),
        (Resource::Nofile, limits.open_files),
        (Resource::Fsize, limits.file_size),
    ];
    for (resource, limit) in resources {
        if limit > 0 {
            // One second between the signal that can be told from others and the one that
            // cannot be ignored.
            let grace = u64::from(resource == Resource::Cpu);
            set_limit(resource, limit, limit.saturating_add(grace))?;
        }
    }
    set_limit(Resource::Core, 0, 0)
}

fn set_limit(resource: Resource, soft: u64, hard: u64) -> Result<(), String> {
    // A limit that is already lower stays: only an administrator may raise it.
    let present = rustix::process::getrlimit(resource);
    let hard = present.maximum.map_or(hard, |maximum| maximum.min(hard));
    setrlimit(resource, Rlimit { current: Some(soft.min(hard)), maximum: Some(hard) })
        .map_err(|error| format!("{resource:?}: {error}"))
}

fn restrict_files(policy: &Confinement, program: &Path) -> Result<(), String> {
    // Everything this kernel knows is handled; what must be there is checked below.
    let abi = ABI::V7;
    let all = AccessFs::from_all(abi);
    let read = AccessFs::from_read(abi);
    let scratch =
        all & !(AccessFs::Execute | AccessFs::MakeChar | AccessFs::MakeBlock | AccessFs::IoctlDev);
    let device: BitFlags<AccessFs> = AccessFs::ReadFile | AccessFs::WriteFile;
    let rules = || {
        Ruleset::default()
            .set_compatibility(CompatLevel::BestEffort)
            .handle_access(all)?
            .handle_access(AccessNet::from_all(abi))?
            .scope(Scope::from_all(abi))?
            .create()?
            .add_rules(path_beneath_rules(SYSTEM_LIBRARIES, read))?
            .add_rules(path_beneath_rules([program], read))?
            .add_rules(path_beneath_rules(&policy.read, read))?
            .add_rules(path_beneath_rules(DEVICES, device))?
            .add_rules(path_beneath_rules([&policy.scratch], scratch))?
            .restrict_self()
    };
    let status = rules().map_err(|error: landlock::RulesetError| error.to_string())?;
    match (status.ruleset, status.landlock) {
        (RulesetStatus::NotEnforced, _)
        | (_, LandlockStatus::NotEnabled | LandlockStatus::NotImplemented) => {
            Err("this kernel has no Landlock, or it is not enabled (`lsm=` on its command line)"
                .to_owned())
        }
        // Version 3 (Linux 6.2) is the first that can forbid truncating a file. Network, signals
        // and devices, which later versions add, are held by namespaces and seccomp as well.
        (_, LandlockStatus::Available { effective_abi, .. }) if effective_abi < ABI::V3 => {
            Err(format!(
                "Landlock is too old: version {}, and 3 is needed (Linux 6.2)",
                effective_abi as i32
            ))
        }
        _ => Ok(()),
    }
}

fn drop_capabilities() -> Result<(), String> {
    let none = CapabilitySet::empty();
    set_capabilities(None, CapabilitySets { effective: none, permitted: none, inheritable: none })
        .map_err(|error| error.to_string())
}

/// System calls that the program never needs, and that reach other processes, the network, the
/// kernel's inner doors, or memory that no limit counts. Refused with "operation not permitted".
#[rustfmt::skip]
const REFUSED: &[i64] = &[
    // other processes
    libc::SYS_ptrace, libc::SYS_process_vm_readv, libc::SYS_process_vm_writev, libc::SYS_kcmp,
    libc::SYS_pidfd_getfd, libc::SYS_process_madvise, libc::SYS_process_mrelease,
    libc::SYS_perf_event_open, libc::SYS_migrate_pages, libc::SYS_move_pages,
    // network, and calls that would run without being seen by this filter
    libc::SYS_socket, libc::SYS_connect, libc::SYS_bind, libc::SYS_listen, libc::SYS_accept, libc::SYS_accept4,
    libc::SYS_io_uring_setup, libc::SYS_io_uring_enter, libc::SYS_io_uring_register,
    // namespaces, mounts and the root of the file system
    libc::SYS_unshare, libc::SYS_setns, libc::SYS_mount, libc::SYS_umount2, libc::SYS_pivot_root,
    libc::SYS_chroot, libc::SYS_fsopen, libc::SYS_fsconfig, libc::SYS_fsmount, libc::SYS_fspick,
    libc::SYS_move_mount, libc::SYS_open_tree, libc::SYS_mount_setattr,
    libc::SYS_name_to_handle_at, libc::SYS_open_by_handle_at, libc::SYS_quotactl, libc::SYS_quotactl_fd,
    // the kernel
    libc::SYS_bpf, libc::SYS_keyctl, libc::SYS_add_key, libc::SYS_request_key, libc::SYS_userfaultfd,
    libc::SYS_init_module, libc::SYS_finit_module, libc::SYS_delete_module, libc::SYS_kexec_load,
    libc::SYS_reboot, libc::SYS_swapon, libc::SYS_swapoff, libc::SYS_acct, libc::SYS_syslog,
    libc::SYS_fanotify_init, libc::SYS_lookup_dcookie, libc::SYS_vhangup, libc::SYS_personality,
    libc::SYS_settimeofday, libc::SYS_clock_settime, libc::SYS_clock_adjtime, libc::SYS_adjtimex,
    libc::SYS_sethostname, libc::SYS_setdomainname, libc::SYS_landlock_create_ruleset,
    // memory that belongs to no process
    libc::SYS_memfd_create, libc::SYS_memfd_secret, libc::SYS_shmget, libc::SYS_shmat,
    libc::SYS_msgget, libc::SYS_semget, libc::SYS_mq_open,
];

#[cfg(target_arch = "x86_64")]
#[rustfmt::skip]
const REFUSED_HERE: &[i64] = &[
    libc::SYS_iopl, libc::SYS_ioperm, libc::SYS_modify_ldt, libc::SYS_uselib, libc::SYS__sysctl,
    libc::SYS_kexec_file_load, libc::SYS_nfsservctl,
];

#[cfg(not(target_arch = "x86_64"))]
const REFUSED_HERE: &[i64] = &[];

/// On x86-64 the same calls have second numbers (the x32 interface), with this bit set; some have
/// a third, in a range of their own.
#[cfg(target_arch = "x86_64")]
const X32: i64 = 0x4000_0000;
#[cfg(target_arch = "x86_64")]
const X32_OWN_NUMBERS: std::ops::RangeInclusive<i64> = 512..=547;

fn restrict_system_calls() -> Result<(), String> {
    let install = || -> Result<(), seccompiler::Error> {
        let architecture = std::env::consts::ARCH.try_into()?;
        let filter = |rules, errno: i32| -> Result<BpfProgram, seccompiler::Error> {
            let action = SeccompAction::Errno(errno.unsigned_abs());
            let filter = SeccompFilter::new(rules, SeccompAction::Allow, action, architecture)?;
            Ok(filter.try_into()?)
        };
        // `clone3` passes its flags by pointer, where a filter cannot look. To a program that
        // does not find it the old `clone` will do.
        apply_filter(&filter(BTreeMap::from([(libc::SYS_clone3, Vec::new())]), libc::ENOSYS)?)?;
        apply_filter(&filter(refused()?, libc::EPERM)?)
    };
    install().map_err(|error| error.to_string())
}

fn refused() -> Result<BTreeMap<i64, Vec<SeccompRule>>, seccompiler::Error> {
    let mut rules: BTreeMap<i64, Vec<SeccompRule>> =
        REFUSED.iter().chain(REFUSED_HERE).map(|call| (*call, Vec::new())).collect();
    #[cfg(target_arch = "x86_64")]
    {
        let second: Vec<i64> = rules.keys().map(|call| call | X32).collect();
        rules.extend(
            second
                .into_iter()
                .chain(X32_OWN_NUMBERS.map(|call| call | X32))
                .map(|call| (call, Vec::new())),
        );
        rules.insert(libc::SYS_clone3 | X32, Vec::new());
        rules.insert(libc::SYS_clone | X32, Vec::new());
    }
    // A new namespace of any kind.
    let namespaces = [
        libc::CLONE_NEWUSER,
        libc::CLONE_NEWPID,
        libc::CLONE_NEWNS,
        libc::CLONE_NEWNET,
        libc::CLONE_NEWIPC,
        libc::CLONE_NEWUTS,
        libc::CLONE_NEWCGROUP,
    ];
    let clone = namespaces
        .into_iter()
        .map(|flag| flag_set(0, u64::from(flag.unsigned_abs())))
        .collect::<Result<_, _>>()?;
    rules.insert(libc::SYS_clone, clone);
    // Typing into the terminal that Polya runs in.
    let terminal = [libc::TIOCSTI, libc::TIOCLINUX]
        .into_iter()
        .map(|request| {
            SeccompRule::new(vec![SeccompCondition::new(
                1,
                SeccompCmpArgLen::Dword,
                SeccompCmpOp::Eq,
                request,
            )?])
        })
        .collect::<Result<_, _>>()?;
    rules.insert(libc::SYS_ioctl, terminal);
    Ok(rules)
}

fn flag_set(argument: u8, flag: u64) -> Result<SeccompRule, seccompiler::BackendError> {
    SeccompRule::new(vec![SeccompCondition::new(
        argument,
        SeccompCmpArgLen::Qword,
        SeccompCmpOp::MaskedEq(flag),
        flag,
    )?])
}
