using Unravel.Diagnostics.Acquisition.Working;
using Unravel.Diagnostics.Commands;
using Unravel.Diagnostics.Model;

namespace Unravel.Diagnostics.Tests.Commands;

public sealed class DescentTests
{
    private static readonly LookMode[] s_windows = [LookMode.Freeze, LookMode.Dump];

    [Fact]
    public void Auto_GoesDownTheWaysOfTheSystem()
    {
        var descent = new Descent(LookMode.Auto, s_windows);

        Assert.Equal(LookMode.Freeze, descent.Next);
        descent.Failed(LookMode.Freeze, new WorkerFailure("refused.", FailureKind.TraceRefused));
        Assert.Equal(LookMode.Dump, descent.Next);
        descent.Blocked(LookMode.Dump, "no room.");
        Assert.Null(descent.Next);
        Assert.Equal("no room.", descent.LastReason);
    }

    [Fact]
    public void ChosenWay_IsTheOnlyOne()
    {
        var descent = new Descent(LookMode.Dump, s_windows);

        Assert.Equal(LookMode.Dump, descent.Next);
        descent.Blocked(LookMode.Dump, "no room.");
        Assert.Null(descent.Next);
    }

    [Fact]
    public void WayOfAnotherSystem_IsRefusedInASentence()
    {
        var refusal = Assert.Throws<ToolException>(() => new Descent(LookMode.Passive, s_windows));

        Assert.Equal((ToolException.Usage, "--mode passive is for Linux; here there is freeze and dump."), (refusal.ExitCode, refusal.Message));
    }

    [Fact]
    public void MissingLibrary_LeavesStacks()
    {
        var descent = new Descent(LookMode.Auto, Descent.WaysHere);

        descent.Failed(LookMode.Freeze, new WorkerFailure("none.", FailureKind.NoDebuggingLibrary));

        Assert.Equal(OperatingSystem.IsLinux() ? LookMode.Events : null, descent.Next);
    }
}
