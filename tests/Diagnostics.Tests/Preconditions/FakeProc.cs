using System.Globalization;
using Unravel.Diagnostics.Preconditions;

namespace Unravel.Diagnostics.Tests.Preconditions;

/// <summary>A /proc, a folder for sockets and a passwd of our own. The tool runs in it as user 'me' (1000), without capabilities.</summary>
internal sealed class FakeProc : IDisposable
{
    /// <summary>Beyond every id that a kernel gives, so that it is never our own.</summary>
    public const int FirstId = 4_200_001;

    public const string SharedRuntime =
        "7f00-7f01 r--p 00000000 08:01 1 /usr/share/dotnet/shared/Microsoft.NETCore.App/10.0.12/libcoreclr.so\n";

    private readonly string _root = Directory.CreateTempSubdirectory("unravel-proc-").FullName;
    private int _nextId = FirstId;

    public FakeProc()
    {
        Directory.CreateDirectory(Sockets);
        File.WriteAllText(Passwd, "root:x:0:0::/root:/bin/sh\nme:x:1000:1000::/home/me:/bin/sh\nweb:x:33:33::/srv:/bin/false\n");
        Write("uptime", "1000.00 1900.00\n");
        Self(1000);
    }

    private string Sockets => Path.Combine(_root, "sockets");

    private string Passwd => Path.Combine(_root, "passwd");

    public ProcFolder Folder => new(_root);

    public DotNetProcesses Processes => new(new ProcFolder(_root), new DiagnosticSockets(Sockets), new UserNames(Passwd));

    public void Dispose() => Directory.Delete(_root, recursive: true);

    public FakeProc Self(uint user, ulong capabilities = 0)
    {
        Write("self/status", Status(user, user, capabilities, tracer: 0));
        return this;
    }

    public FakeProc Yama(int scope)
    {
        Write("sys/kernel/yama/ptrace_scope", scope.ToString(CultureInfo.InvariantCulture) + "\n");
        return this;
    }

    public FakeProc Socket(int id, long startTicks)
    {
        File.WriteAllText(Path.Combine(Sockets, $"dotnet-diagnostic-{id}-{startTicks}-socket"), "");
        return this;
    }

    /// <summary>Adds a process.</summary>
    /// <param name="maps">Its memory map; null when it may not be read.</param>
    /// <returns>Its id.</returns>
    public int Add(
        string arguments = "dotnet app.dll",
        string? maps = SharedRuntime,
        string? executable = "/usr/share/dotnet/dotnet",
        string command = "dotnet",
        char state = 'S',
        uint user = 1000,
        uint? effectiveUser = null,
        ulong capabilities = 0,
        int tracer = 0,
        long startTicks = 40_000,
        int threads = 12)
    {
        var id = _nextId++;
        var folder = id.ToString(CultureInfo.InvariantCulture);
        Write(
            $"{folder}/stat",
            $"{id} ({command}) {state} 17 1 1 0 -1 0 0 0 0 0 5 6 0 0 20 0 {threads} 0 {startTicks} 1000 100 1844\n");
        Write($"{folder}/status", Status(user, effectiveUser ?? user, capabilities, tracer));
        Write($"{folder}/cmdline", arguments.Replace(' ', '\0') + "\0");
        if (maps is not null)
        {
            Write($"{folder}/maps", maps);
        }
        else
        {
            // Reading a folder fails like a file without permission, for root too.
            Directory.CreateDirectory(Path.Combine(_root, folder, "maps"));
        }

        if (executable is not null)
        {
            File.CreateSymbolicLink(Path.Combine(_root, folder, "exe"), executable);
        }

        return id;
    }

    private void Write(string file, string text)
    {
        var path = Path.Combine(_root, file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }

    private static string Status(uint user, uint effective, ulong capabilities, int tracer) =>
        $"Name:\tx\nTracerPid:\t{tracer}\nUid:\t{user}\t{effective}\t{user}\t{user}\nGid:\t{user}\t{user}\t{user}\t{user}\n"
        + $"CapPrm:\t{capabilities:x16}\nCapEff:\t{capabilities:x16}\n";
}
