using Unravel.Diagnostics.Graph;
using Unravel.Diagnostics.Model;
using Unravel.Diagnostics.Rules.Processes;

namespace Unravel.Diagnostics.Tests.Rules.Processes;

public sealed class UNR8001PipeDeadlockTests
{
    private const int Target = 100;
    private const int Child = 200;
    private const int Grandchild = 300;
    private const ulong Output = 7001;
    private const ulong Error = 7002;
    private const ulong Input = 7000;

    [Fact]
    public void OutputThatNobodyAskedFor_IsAProof()
    {
        var finding = Assert.Single(Found(Snapshot(WaitsFor(Child), Stuck(Child, Target, Output, StreamUse.Untouched))));

        Assert.Equal(Certainty.Proof, finding.Certainty);
        Assert.Contains("\"exporter\" (#4)", finding.Arguments[0], StringComparison.Ordinal);
        Assert.Contains("standard output", finding.Arguments[3], StringComparison.Ordinal);
        Assert.Equal("Exporter.Export", finding.Evidence[0].Frames[0].Frame.Method);
        Assert.Equal([4], finding.Evidence[0].Threads);
    }

    [Fact]
    public void ErrorThatNobodyAskedFor_IsNamed()
    {
        var child = Stuck(Child, Target, Error, StreamUse.Unknown) with { Error = StreamUse.Untouched };

        Assert.Contains("standard error", Assert.Single(Found(Snapshot(WaitsFor(Child), child))).Arguments[3], StringComparison.Ordinal);
    }

    [Fact]
    public void Grandchild_IsInferredAndNamed()
    {
        var child = new ChildProcess { Id = Child, Parent = Target, Output = StreamUse.Untouched, StandardPipes = [0, Output, 0] };
        var grandchild = Stuck(Grandchild, Child, Output, StreamUse.Unknown);

        var finding = Assert.Single(Found(Snapshot(WaitsFor(Child), child, grandchild)));

        Assert.Equal(Certainty.Inferred, finding.Certainty);
        Assert.Equal($"process {Grandchild}", finding.Arguments[2]);
    }

    [Fact]
    public void ThreadThatReadsTheOtherStream_Waits()
    {
        var reader = Thread() with { OsId = 44 };
        var snapshot = Snapshot(reader, Stuck(Child, Target, Output, StreamUse.Untouched)) with
        {
            PipeWaits = [new PipeWait(44, 30, Error, Writes: false) { OtherEnds = [Child], IsStill = true }],
        };

        Assert.Contains("reads another pipe", Assert.Single(Found(snapshot)).Evidence[0].Text, StringComparison.Ordinal);
    }

    [Fact]
    public void ThreadThatReadsThisPipe_IsSilent()
    {
        var reader = Thread() with { OsId = 44 };
        var snapshot = Snapshot(reader, Stuck(Child, Target, Output, StreamUse.Taken)) with
        {
            PipeWaits = [new PipeWait(44, 30, Output, Writes: false) { OtherEnds = [Child], IsStill = true }],
        };

        Assert.IsType<Verdict.Clear>(Check(snapshot));
    }

    [Theory]
    [InlineData(nameof(StreamUse.Unknown))]
    [InlineData(nameof(StreamUse.Taken))]
    [InlineData(nameof(StreamUse.InBackground))]
    public void OutputThatSomebodyMayRead_IsSilent(string use) =>
        Assert.IsType<Verdict.Clear>(Check(Snapshot(WaitsFor(Child), Stuck(Child, Target, Output, Enum.Parse<StreamUse>(use)))));

    [Fact]
    public void OutputThatOnlyTheWaiterKnows_IsInferred()
    {
        var child = Stuck(Child, Target, Output, StreamUse.Taken) with { IsPrivate = true };

        Assert.Equal(Certainty.Inferred, Assert.Single(Found(Snapshot(WaitsFor(Child), child))).Certainty);
    }

    [Fact]
    public void InputThatNobodyCloses_IsFound()
    {
        var child = Stuck(Child, Target, Input, StreamUse.Unknown, writes: false) with { Input = StreamUse.Taken, IsPrivate = true };

        Assert.Contains("standard input", Assert.Single(Found(Snapshot(WaitsFor(Child), child))).Arguments[3], StringComparison.Ordinal);
    }

    [Fact]
    public void InputThatOthersCanWrite_IsSilent()
    {
        var child = Stuck(Child, Target, Input, StreamUse.Unknown, writes: false) with { Input = StreamUse.Taken };

        Assert.IsType<Verdict.Clear>(Check(Snapshot(WaitsFor(Child), child)));
    }

    [Fact]
    public void ChildThatMoves_IsSilent()
    {
        var child = Stuck(Child, Target, Output, StreamUse.Untouched);
        child = child with { Waits = [child.Waits[0] with { IsStill = false }] };

        Assert.IsType<Verdict.Clear>(Check(Snapshot(WaitsFor(Child), child)));
    }

    [Fact]
    public void PipeThatOthersReadToo_IsSilent()
    {
        var child = Stuck(Child, Target, Output, StreamUse.Untouched);
        child = child with { Waits = [child.Waits[0] with { OtherEnds = [Target, Grandchild] }] };

        Assert.IsType<Verdict.Clear>(Check(Snapshot(WaitsFor(Child), child)));
    }

    [Fact]
    public void NobodyWhoWaits_IsSilent() =>
        Assert.IsType<Verdict.Clear>(Check(Snapshot(Thread(), Stuck(Child, Target, Output, StreamUse.Untouched))));

    [Fact]
    public void WaitForAnotherChild_IsSilent() =>
        Assert.IsType<Verdict.Clear>(Check(Snapshot(WaitsFor(Child + 1), Stuck(Child, Target, Output, StreamUse.Untouched))));

    [Fact]
    public void ChildThatCannotBeSeen_CannotBeTold()
    {
        var child = new ChildProcess { Id = Child, Parent = Target, UnknownBecause = "it belongs to another user" };

        Assert.Equal("it belongs to another user", Assert.IsType<Verdict.CannotTell>(Check(Snapshot(WaitsFor(Child), child))).Because);
    }

    private static Verdict Check(ProcessSnapshot snapshot) => new UNR8001PipeDeadlock().Check(new WaitForGraph(snapshot));

    private static IReadOnlyList<Finding> Found(ProcessSnapshot snapshot) => Assert.IsType<Verdict.Found>(Check(snapshot)).Findings;

    private static ProcessSnapshot Snapshot(ThreadInfo thread, params ChildProcess[] children) => new()
    {
        Target = new TargetInfo { ProcessId = Target, Name = "app" },
        Capture = new CaptureInfo { Source = CaptureSource.Freeze, At = DateTimeOffset.UnixEpoch },
        Threads = [thread],
        Children = [.. children],
    };

    private static ThreadInfo Thread() => new()
    {
        Id = 4,
        OsId = 104,
        Name = "exporter",
        Kind = ThreadKind.Dedicated,
        Activity = ThreadActivity.Running,
        Frames = [new Frame("Exporter.Export") { Line = new SourceLine("Exporter.cs", 12) }],
    };

    private static ThreadInfo WaitsFor(int process) => Thread() with
    {
        Activity = ThreadActivity.Waiting,
        Wait = new Wait { Kind = WaitKind.ChildProcess, Frame = 0, Process = process },
    };

    private static ChildProcess Stuck(int id, int parent, ulong pipe, StreamUse output, bool writes = true) => new()
    {
        Id = id,
        Parent = parent,
        Output = output,
        StandardPipes = [Input, Output, Error],
        Waits = [new PipeWait((uint)id, writes ? 1 : 0, pipe, writes) { OtherEnds = [Target], IsStill = true }],
    };
}
