using System.ComponentModel;
using System.Diagnostics;
using System.Net.Sockets;
using Microsoft.Diagnostics.NETCore.Client;

namespace Unravel.Diagnostics.Preconditions;

/// <summary>.NET processes on systems without /proc: those whose runtime publishes a channel for diagnostics.</summary>
internal static class PublishedProcesses
{
    /// <summary>All but this one, by id.</summary>
    public static IReadOnlyList<ProcessInfo> All() =>
        [.. DiagnosticsClient.GetPublishedProcesses().Where(id => id != Environment.ProcessId && Listens(id)).Distinct().Order().Select(id => Describe(id, publishes: true)).OfType<ProcessInfo>()];

    /// <summary>Null when there is no such process.</summary>
    public static ProcessInfo? Find(int id) => Describe(id, DiagnosticsClient.GetPublishedProcesses().Contains(id) && Listens(id));

    /// <summary>A process that was killed leaves its socket behind, and its id goes to another process in time: nobody answers there.</summary>
    private static bool Listens(int id)
    {
        if (OperatingSystem.IsWindows())
        {
            return true; // a pipe ends with its process
        }

        foreach (var path in Directory.EnumerateFiles(Path.GetTempPath(), $"dotnet-diagnostic-{id}-*-socket"))
        {
            using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            try
            {
                socket.Connect(new UnixDomainSocketEndPoint(path));
                return true;
            }
            catch (SocketException)
            {
                // left behind
            }
        }

        return false;
    }

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
