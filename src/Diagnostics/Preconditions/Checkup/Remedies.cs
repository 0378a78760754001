namespace Unravel.Diagnostics.Preconditions.Checkup;

/// <summary>The settings that <c>doctor</c> prints.</summary>
internal static class Remedies
{
    public static Remedy TraceRight { get; } = new(
        "sudo dotnet unravel <pid>",
        "docker run --cap-add=SYS_PTRACE ...   (a running container: docker exec --privileged)",
        "securityContext: { capabilities: { add: [ SYS_PTRACE ] } }   (or: kubectl debug <pod> --target=<container> --profile=sysadmin)");

    public static Remedy Yama { get; } = new(
        "sudo sysctl kernel.yama.ptrace_scope=0   (or run with sudo)",
        "docker run --cap-add=SYS_PTRACE ...   (the scope itself is set on the host)",
        "securityContext: { capabilities: { add: [ SYS_PTRACE ] } }   (the scope itself is set on the node)");

    public static Remedy Seccomp { get; } = new(
        null,
        "docker run --security-opt seccomp=unconfined ...   (the default profile allows tracing since kernel 4.8)",
        "securityContext: { seccompProfile: { type: Unconfined } }");

    public static Remedy Socket { get; } = new(
        "start it without DOTNET_EnableDiagnostics=0, and the tool with the same TMPDIR",
        "docker run -v diagnostics:/tmp ...   (the same volume in both containers; remove -e DOTNET_EnableDiagnostics=0)",
        "volumes: [ { name: tmp, emptyDir: {} } ], mounted at /tmp in both containers; remove DOTNET_EnableDiagnostics from env");

    public static Remedy SameNamespace { get; } = new(
        "run the tool on the host, or inside: nsenter -t <pid> -m -p",
        "docker run --pid=container:<name> --cap-add=SYS_PTRACE ...   (or docker exec in the container itself)",
        "spec: { shareProcessNamespace: true }   (or: kubectl debug <pod> --target=<container>)");

    public static Remedy Space { get; } = new(
        "--dump-folder <folder with room>",
        "docker run -v <folder with room>:/dumps ..., then --dump-folder /dumps",
        "a volume with room mounted at /dumps, then --dump-folder /dumps");

    public static Remedy OtherUser(string owner) => new(
        owner == "root" ? "sudo dotnet unravel <pid>" : $"sudo -u {owner} dotnet unravel <pid>",
        $"docker exec -u {owner} <container> dotnet unravel <pid>",
        "securityContext: { runAsUser: <the user id of the target> }");

    public static Remedy Shell(string command) => new(command, null, null);
}
