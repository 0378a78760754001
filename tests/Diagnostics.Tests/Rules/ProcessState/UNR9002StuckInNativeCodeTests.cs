using Unravel.Diagnostics.Graph;
using Unravel.Diagnostics.Model;
using Unravel.Diagnostics.Rules.ProcessState;

namespace Unravel.Diagnostics.Tests.Rules.ProcessState;

public sealed class UNR9002StuckInNativeCodeTests
{
    private static readonly ThreadInfo s_encoder = ProgressSnapshots.Runner with
    {
        NativeState = 'S',
        Call = new NativeCall(NativeCallKind.Mutex) { Lock = 0x1000, Owner = 105 },
        Progress = ProgressSnapshots.Progress(busy: 1, common: 3) with { SameLines = true, SameCall = true },
    };

    [Fact]
    public void ThreadThatWaitsForAMutex_IsNamedWithItsCaller()
    {
        var finding = Assert.Single(Assert.IsType<Verdict.Found>(Check(s_encoder)).Findings);

        Assert.Equal(["\"parker\" (#4)", "CarPark.IsFree", "waits for a native mutex"], finding.Arguments);
        Assert.Equal(Certainty.Inferred, finding.Certainty);
        Assert.Equal("the mutex is held by the native thread 105", finding.Evidence[^1].Text);
    }

    [Fact]
    public void OwnerThatTheProgramKnows_IsNamedWithItsLine()
    {
        var owner = ProgressSnapshots.Runner with { Id = 5, OsId = 105, Name = "player" };
        var snapshot = ProgressSnapshots.With(s_encoder);
        var finding = Assert.Single(Assert.IsType<Verdict.Found>(
            new UNR9002StuckInNativeCode().Check(new WaitForGraph(snapshot with { Threads = [s_encoder, owner] }))).Findings);

        Assert.Equal("the mutex is held by \"player\" (#5), which is at", finding.Evidence[^1].Text);
        Assert.Equal("CarPark.IsFree", Assert.Single(finding.Evidence[^1].Frames).Frame.Method);
    }

    [Fact]
    public void LockOfAFile_IsNamed()
    {
        var thread = s_encoder with { Call = new NativeCall(NativeCallKind.FileLock) { Descriptor = 7, Target = "/data/index" } };

        Assert.Equal("waits for the lock of /data/index", Assert.Single(Assert.IsType<Verdict.Found>(Check(thread)).Findings).Arguments[2]);
    }

    [Theory]
    [InlineData(NativeCallKind.Event)]
    [InlineData(NativeCallKind.Poll)]
    [InlineData(NativeCallKind.Read)]
    [InlineData(NativeCallKind.Accept)]
    [InlineData(NativeCallKind.Sleep)]
    [InlineData(NativeCallKind.Child)]
    public void EventLoop_IsSilent(object kind) => IsSilent(s_encoder with { Call = new NativeCall((NativeCallKind)kind) });

    [Fact]
    public void AnotherCallAtTheSecondLook_IsSilent() => IsSilent(s_encoder with { Progress = s_encoder.Progress! with { SameCall = false } });

    [Fact]
    public void AnotherLineAtTheSecondLook_IsSilent() => IsSilent(s_encoder with { Progress = s_encoder.Progress! with { SameLines = false } });

    [Fact]
    public void ThreadThatRanInBetween_IsSilent() =>
        IsSilent(s_encoder with { Progress = s_encoder.Progress! with { Busy = TimeSpan.FromMilliseconds(100) } });

    [Fact]
    public void ThreadOfTheRuntime_IsSilent() => IsSilent(s_encoder with { Kind = ThreadKind.Runtime });

    [Fact]
    public void ThreadWithoutCodeOfTheProgram_IsSilent() => IsSilent(s_encoder with { Frames = [new Frame("native call") { IsFramework = true }] });

    [Fact]
    public void OneLook_CannotTell() => Assert.IsType<Verdict.CannotTell>(Check(s_encoder with { Progress = null }));

    private static void IsSilent(ThreadInfo thread) => Assert.IsType<Verdict.Clear>(Check(thread));

    private static Verdict Check(ThreadInfo thread) => new UNR9002StuckInNativeCode().Check(new WaitForGraph(ProgressSnapshots.With(thread)));
}
