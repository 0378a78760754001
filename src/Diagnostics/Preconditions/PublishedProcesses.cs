using System.ComponentModel;
using System.Diagnostics;
using Microsoft.Diagnostics.NETCore.Client;

namespace Unravel.Diagnostics.Preconditions;

/// <summary>.NET processes on systems without /proc: those whose runtime publishes a channel for diagnostics.</summary>
internal static class PublishedProcesses
{
    /// <summary>All but this one, by id.</summary>
    public static IReadOnlyList<ProcessInfo> All() =>
        [.. DiagnosticsClient.GetPublishedProcesses().Where(id => id != Environment.ProcessId).Distinct().Order().Select(id => Describe(id, publishes: true)).OfType<ProcessInfo>()];

    /// <summary>Null when there is no such process.</summary>
    public static ProcessInfo? Find(int id) => Describe(id, DiagnosticsClient.GetPublishedProcesses().Contains(id));

    private static ProcessInfo? Describe(int id, bool publishes)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            return new ProcessInfo(id, process.ProcessName, null, "?", DateTime.Now - process.StartTime, process.Threads.Count, process.MainModule?.FileName ?? process.ProcessName,
                publishes ? AttachRight.Granted : AttachRight.Denied(AttachObstacle.NotDotNet,
                    $"Process {id} publishes no channel for diagnostics: it is not .NET, belongs to another user, or was started with DOTNET_EnableDiagnostics=0."))
            {
                Listens = publishes,
            };
        }
        catch (Exception exception) when (exception is ArgumentException or InvalidOperationException or Win32Exception or NotSupportedException)
        {
            return null; // it has ended, or is not ours to see
        }
    }
}
