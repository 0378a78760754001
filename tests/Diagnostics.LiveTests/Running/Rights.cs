namespace Unravel.Diagnostics.LiveTests.Running;

/// <summary>Commands that run another one with fewer rights: setpriv(1), which replaces itself, so process ids stay. They need root.</summary>
internal static class Rights
{
    public static bool AreOursToGive => Environment.IsPrivilegedProcess && ProcTree.ThisProcessMayTraceOthers;

    public static IReadOnlyList<string> OfNobody { get; } = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"];

    /// <summary>Root, but without the capability to trace: what a container has by default.</summary>
    public static IReadOnlyList<string> WithoutTracing { get; } =
        ["setpriv", "--bounding-set=-sys_ptrace", "--inh-caps=-sys_ptrace"];
}
