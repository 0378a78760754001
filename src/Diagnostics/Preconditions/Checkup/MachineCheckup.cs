using System.Globalization;
using System.Runtime.InteropServices;

namespace Unravel.Diagnostics.Preconditions.Checkup;

/// <summary>What holds for every target: this process, its rights, its folders.</summary>
internal sealed class MachineCheckup(ProcFolder proc, UserNames users, KernelAnswers kernel)
{
    private const long LittleSpace = 1L << 30;

    private readonly ProcStatus? _self = ProcStatus.Parse(proc.ReadAt("self/status"));

    public IEnumerable<Check> Run()
    {
        yield return Platform();
        yield return User();
        yield return Capabilities();
        yield return Yama();
        yield return Seccomp();
        yield return TemporaryFolder();
        yield return Container();
    }

    private static Check Platform() => RuntimeInformation.ProcessArchitecture == Architecture.X64
        ? Check.Good("platform", $"Linux on x64, .NET {Environment.Version}.")
        : Check.Bad("platform", $"Stopping and copying a process is known for x64 only; this is {RuntimeInformation.ProcessArchitecture}.", Remedies.Shell("--mode dump"));

    private Check User() => _self is null
        ? Check.Mind("user", "The status of this process cannot be read.")
        : Check.Good("user", $"This is user '{users[_self.User]}' ({_self.User}).");

    private Check Capabilities() => _self switch
    {
        { MayTraceOthers: true } => Check.Good("capabilities", "SYS_PTRACE: processes of every user can be traced."),
        { User: 0 } => Check.Bad("capabilities", "Root without SYS_PTRACE, as in a container by default: tracing will be refused.", Remedies.TraceRight),
        _ => Check.Mind("capabilities", "No SYS_PTRACE: processes of this user can be traced, others not.", Remedies.TraceRight),
    };

    private Check Yama() => (proc.ReadAt("sys/kernel/yama/ptrace_scope")?.Trim(), _self?.MayTraceOthers) switch
    {
        (null or "0", _) => Check.Good("ptrace scope", "Not restricted."),
        ("1", true) or ("2", true) => Check.Good("ptrace scope", "Restricted (kernel.yama.ptrace_scope), but SYS_PTRACE is held."),
        ("1", _) => Check.Bad("ptrace scope", "kernel.yama.ptrace_scope is 1: a process is traced by its ancestors only, unless it allows more.", Remedies.Yama),
        (var scope, _) => Check.Bad("ptrace scope", $"kernel.yama.ptrace_scope is {scope}: tracing is off{(scope == "3" ? " until the next start of the machine" : " but for root")}.", scope == "3" ? Remedies.Shell("--mode dump") : Remedies.Yama),
    };

    private Check Seccomp() => kernel switch
    {
        { MayTrace: true, MayRead: true } => Check.Good("seccomp", "The system calls ptrace and process_vm_readv are allowed."),
        { MayTrace: true } => Check.Bad("seccomp", "The system call process_vm_readv is filtered.", Remedies.Seccomp),
        _ => Check.Bad("seccomp", "The system call ptrace is filtered.", Remedies.Seccomp),
    };

    private static Check TemporaryFolder()
    {
        var folder = Path.GetTempPath();
        try
        {
            if (!Directory.Exists(folder))
            {
                return Check.Mind("TMPDIR", $"'{folder}' is not there: no diagnostics socket is found in it, and no dump fits into it.", Remedies.Shell("unset TMPDIR"));
            }

            var free = new DriveInfo(folder).AvailableFreeSpace;
            var text = string.Create(CultureInfo.InvariantCulture, $"'{folder}' has {free / 1073741824.0:0.0} GB free.");
            return free < LittleSpace ? Check.Mind("TMPDIR", $"{text} A dump may not fit.", Remedies.Space) : Check.Good("TMPDIR", text);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return Check.Mind("TMPDIR", $"'{folder}' cannot be looked at: {exception.Message.TrimEnd('.')}.", Remedies.Space);
        }
    }

    private Check Container()
    {
        var kind = Environment.GetEnvironmentVariable("KUBERNETES_SERVICE_HOST") is not null ? "a Kubernetes pod"
            : File.Exists("/.dockerenv") ? "a Docker container"
            : File.Exists("/run/.containerenv") ? "a container"
            : null;
        var own = new TargetSocket(proc).OwnIdOf(Environment.ProcessId) != Environment.ProcessId || kind is not null;
        return kind is null && !own
            ? Check.Good("container", "None was noticed.")
            : Check.Good("container", $"This is {kind ?? "a pid namespace of its own"}: processes of the same container, and of others that share its pid namespace, are seen.");
    }
}

/// <summary>What the kernel answered to system calls that do nothing.</summary>
internal sealed record KernelAnswers(bool MayTrace, bool MayRead);
