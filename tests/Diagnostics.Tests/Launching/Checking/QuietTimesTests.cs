using Unravel.Diagnostics.Launching.Checking;

namespace Unravel.Diagnostics.Tests.Launching.Checking;

public sealed class QuietTimesTests
{
    private readonly QuietTimes _quiet = new();

    [Fact]
    public void IdleProcess_IsQuietSinceItWasFirstSeen()
    {
        var process = Member(1, cpu: 7);
        _quiet.Update(Seconds(10), [process]);
        _quiet.Update(Seconds(70), [process]);

        Assert.Equal(Seconds(60), _quiet.QuietFor(process, Seconds(70), [process]));
    }

    [Fact]
    public void Work_EndsTheQuiet()
    {
        _quiet.Update(Seconds(0), [Member(1, cpu: 0)]);
        var busy = Member(1, cpu: 5);
        _quiet.Update(Seconds(10), [busy]);

        Assert.Equal(TimeSpan.Zero, _quiet.QuietFor(busy, Seconds(10), [busy]));
    }

    [Fact]
    public void Heartbeats_AreNoWork()
    {
        for (var second = 0; second <= 60; second++)
        {
            _quiet.Update(Seconds(second), [Member(1, cpu: second * 0.01)]);
        }

        var process = Member(1, cpu: 0.6);
        Assert.Equal(Seconds(60), _quiet.QuietFor(process, Seconds(60), [process]));
    }

    [Fact]
    public void ParentOfBusyChild_IsNotQuiet()
    {
        for (var second = 0; second <= 60; second++)
        {
            _quiet.Update(Seconds(second), [Member(1, cpu: 0), Member(2, cpu: second, parent: 1)]);
        }

        TreeMember[] members = [Member(1, cpu: 0), Member(2, cpu: 60, parent: 1)];
        Assert.Equal(TimeSpan.Zero, _quiet.QuietFor(members[0], Seconds(60), members));
    }

    [Fact]
    public void QuietChild_IsQuietBesideABusyParent()
    {
        for (var second = 0; second <= 60; second++)
        {
            _quiet.Update(Seconds(second), [Member(1, cpu: second), Member(2, cpu: 0, parent: 1)]);
        }

        TreeMember[] members = [Member(1, cpu: 60), Member(2, cpu: 0, parent: 1)];
        Assert.Equal(Seconds(60), _quiet.QuietFor(members[1], Seconds(60), members));
    }

    [Fact]
    public void NewChild_IsProgressOfItsParent()
    {
        _quiet.Update(Seconds(0), [Member(1, cpu: 0)]);
        TreeMember[] members = [Member(1, cpu: 0), Member(2, cpu: 0, parent: 1)];
        _quiet.Update(Seconds(50), members);

        Assert.Equal(TimeSpan.Zero, _quiet.QuietFor(members[0], Seconds(50), members));
    }

    [Fact]
    public void LaterProcessOfTheSameId_StartsAnew()
    {
        _quiet.Update(Seconds(0), [Member(1, cpu: 0)]);
        var later = Member(1, cpu: 0) with { StartTicks = 9 };
        _quiet.Update(Seconds(50), [later]);

        Assert.Equal(TimeSpan.Zero, _quiet.QuietFor(later, Seconds(50), [later]));
    }

    private static TimeSpan Seconds(double seconds) => TimeSpan.FromSeconds(seconds);

    private static TreeMember Member(int id, double cpu, int parent = 0) => new(id, 1, parent, Seconds(cpu));
}
