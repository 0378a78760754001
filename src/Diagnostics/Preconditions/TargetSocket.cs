using System.Globalization;

namespace Unravel.Diagnostics.Preconditions;

/// <summary>
/// Where a process has its diagnostics socket when that is not where this process has its own: in another mount namespace,
/// under its own pid of another pid namespace, or in the folder that its own TMPDIR names.
/// </summary>
internal sealed class TargetSocket(ProcFolder proc)
{
    private const string Variable = "TMPDIR=";

    /// <summary>The folder for temporary files that the process sees; null when its environment may not be read.</summary>
    public string? TemporaryFolderOf(int processId) => proc.Read(processId, "environ") is { } environment
        ? environment.Split('\0').FirstOrDefault(entry => entry.StartsWith(Variable, StringComparison.Ordinal)) is { Length: > 7 } entry ? entry[Variable.Length..] : "/tmp"
        : null;

    /// <summary>Its pid in its own namespace (proc(5): NSpid).</summary>
    public int OwnIdOf(int processId)
    {
        const string Key = "NSpid:";
        var line = proc.Read(processId, "status")?.Split('\n').FirstOrDefault(line => line.StartsWith(Key, StringComparison.Ordinal));
        return line is not null && int.TryParse(line[(line.LastIndexOf('\t') + 1)..], CultureInfo.InvariantCulture, out var own) ? own : processId;
    }

    /// <summary>The path of the socket as this process can open it; null when there is none or it cannot be seen.</summary>
    public string? Find(int processId, long startTicks)
    {
        if (TemporaryFolderOf(processId) is not { } folder)
        {
            return null;
        }

        var path = proc.PathOf(processId, "root") + Path.GetFullPath(Path.Combine("/", folder, DiagnosticSockets.NameOf(OwnIdOf(processId), startTicks)));
        try
        {
            return File.Exists(path) ? path : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
