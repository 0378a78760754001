using System.Globalization;
using System.Text.RegularExpressions;

namespace Unravel.Diagnostics.Preconditions;

/// <summary>
/// The sockets that .NET processes listen on for tools: <c>dotnet-diagnostic-{pid}-{key}-socket</c> in the folder for
/// temporary files. The key is the start time of the process, so a socket that a dead process left behind is not taken
/// for that of a later one with the same id.
/// </summary>
internal sealed partial class DiagnosticSockets(string folder)
{
    /// <summary>The sockets where this process would look for them.</summary>
    public static DiagnosticSockets InTemporaryFolder => new(Path.GetTempPath());

    /// <summary>Without listing the folder: processes that were killed leave their sockets there by the thousand.</summary>
    public bool Has(int processId, long startTicks) => File.Exists(Path.Combine(folder, NameOf(processId, startTicks)));

    public static string NameOf(int processId, long startTicks) => string.Create(CultureInfo.InvariantCulture, $"dotnet-diagnostic-{processId}-{startTicks}-socket");

    public IReadOnlySet<(int ProcessId, long StartTicks)> All()
    {
        var found = new HashSet<(int, long)>();
        try
        {
            foreach (var path in Directory.EnumerateFiles(folder, "dotnet-diagnostic-*"))
            {
                if (Socket.Match(Path.GetFileName(path)) is { Success: true } match
                    && int.TryParse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture, out var id)
                    && long.TryParse(match.Groups[2].ValueSpan, CultureInfo.InvariantCulture, out var start))
                {
                    found.Add((id, start));
                }
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // No such folder, or none of ours: then there are no sockets to be seen.
        }

        return found;
    }

    [GeneratedRegex("^dotnet-diagnostic-(\\d+)-(\\d+)-socket$")]
    private static partial Regex Socket { get; }
}
