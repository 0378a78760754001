using System.Runtime.InteropServices;
using Unravel.Diagnostics.Acquisition.Processes;
using Unravel.Diagnostics.Model;

namespace Unravel.Diagnostics.Tests.Acquisition.Processes;

public sealed class ProcessFamilyTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("proc").FullName;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public void ChildInAWrite_IsSeenWithBothEnds()
    {
        Add(100, parent: 1, call: "202 0x7f00 0x0");
        Add(200, parent: 100, call: "1 0x1 0x7f00 0x30d40");
        Descriptor(100, 31, "pipe:[555]", flags: "00");
        Descriptor(200, 1, "pipe:[555]", flags: "01");

        var child = Assert.Single(Read().Children);

        Assert.Equal((200, 100, "worker (x) 1"), (child.Id, child.Parent, child.Name));
        Assert.Equal([0UL, 555, 0], child.StandardPipes);
        var wait = Assert.Single(child.Waits);
        Assert.Equal((200u, 1, 555UL, true, true), (wait.Thread, wait.Descriptor, wait.Pipe, wait.Writes, wait.IsStill));
        Assert.Equal([100], wait.OtherEnds);
    }

    [Fact]
    public void GrandchildAndOwnRead_AreSeen()
    {
        Add(100, parent: 1, call: "0 0x1f 0x7f00 0x1000");
        Add(200, parent: 100, call: "61 0x12c 0x0");
        Add(300, parent: 200, call: "running");
        Descriptor(100, 31, "pipe:[555]", flags: "00");
        Descriptor(300, 1, "pipe:[555]", flags: "02001");

        var snapshot = Read();

        Assert.Equal([200, 300], snapshot.Children.Select(child => child.Id));
        Assert.All(snapshot.Children, child => Assert.Empty(child.Waits));
        Assert.Equal([300], Assert.Single(snapshot.PipeWaits).OtherEnds);
    }

    [Fact]
    public void WriteToAFile_IsNoPipe()
    {
        Add(100, parent: 1, call: "202 0x7f00");
        Add(200, parent: 100, call: "1 0x1 0x7f00");
        Descriptor(200, 1, "/tmp/log", flags: "01");

        Assert.Empty(Assert.Single(Read().Children).Waits);
    }

    [Fact]
    public void KernelThatHidesCalls_IsSaid()
    {
        Add(100, parent: 1, call: "202 0x7f00");
        Add(200, parent: 100, call: null);

        Assert.Contains("200", Assert.Single(Read().Children).UnknownBecause!, StringComparison.Ordinal);
    }

    [Fact]
    public void NobodyWhoWaits_LeavesTheSnapshotAlone() => Assert.Empty(ProcessFamily.AddTo(Snapshot()).Children);

    private ProcessSnapshot Read() => new ProcessFamily(new ProcFiles(_root), Architecture.X64, TimeSpan.Zero).Read(Snapshot());

    private static ProcessSnapshot Snapshot() => new()
    {
        Target = new TargetInfo { ProcessId = 100, Name = "app" },
        Capture = new CaptureInfo { Source = CaptureSource.Freeze, At = DateTimeOffset.UnixEpoch },
    };

    private void Add(int id, int parent, string? call)
    {
        var task = Directory.CreateDirectory(Path.Combine(_root, $"{id}", "task", $"{id}")).FullName;
        File.WriteAllText(Path.Combine(_root, $"{id}", "stat"), $"{id} (worker (x) 1) S {parent} 0 0 0");
        File.WriteAllText(Path.Combine(_root, $"{id}", "comm"), "worker (x) 1\n");
        File.WriteAllText(Path.Combine(task, "status"), "voluntary_ctxt_switches:\t5\nnonvoluntary_ctxt_switches:\t7\n");
        if (call is not null)
        {
            File.WriteAllText(Path.Combine(task, "syscall"), call + "\n");
        }
    }

    private void Descriptor(int id, int number, string link, string flags)
    {
        Directory.CreateDirectory(Path.Combine(_root, $"{id}", "fd"));
        Directory.CreateDirectory(Path.Combine(_root, $"{id}", "fdinfo"));
        File.CreateSymbolicLink(Path.Combine(_root, $"{id}", "fd", $"{number}"), link);
        File.WriteAllText(Path.Combine(_root, $"{id}", "fdinfo", $"{number}"), $"pos:\t0\nflags:\t{flags}\nmnt_id:\t16\n");
    }
}
