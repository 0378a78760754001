using System.Diagnostics;
using Unravel.Diagnostics.Preconditions;

namespace Unravel.Diagnostics.Tests.Preconditions;

/// <summary>The list of other systems; the runtime publishes itself on every one, so that it can be tried on this.</summary>
public sealed class PublishedProcessesTests
{
    [Fact]
    public void ThisProcess_IsDescribedAndNotListed()
    {
        var found = PublishedProcesses.Find(Environment.ProcessId)!;

        Assert.True(found.Threads > 0);
        Assert.InRange(found.Age, TimeSpan.Zero, TimeSpan.FromHours(2));
        Assert.Equal(found.Listens, found.Attach.MayTry);
        Assert.DoesNotContain(PublishedProcesses.All(), process => process.Id == Environment.ProcessId);
    }

    [Fact]
    public void ProcessThatIsNotDotNet_SaysSo()
    {
        using var sleeper = Process.Start("sleep", "60");

        // As a process leaves it behind that was killed and had the same id.
        var left = Path.Combine(Path.GetTempPath(), $"dotnet-diagnostic-{sleeper.Id}-1-socket");
        File.WriteAllText(left, "");
        try
        {
            var found = PublishedProcesses.Find(sleeper.Id)!;

            Assert.Equal((AttachAnswer.No, AttachObstacle.NotDotNet), (found.Attach.Answer, found.Attach.Obstacle));
            Assert.Contains($"{sleeper.Id} publishes no channel", found.Attach.Reason, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(left);
            sleeper.Kill();
        }
    }

    [Fact]
    public void ProcessThatIsNotThere_IsNone() => Assert.Null(PublishedProcesses.Find(int.MaxValue));
}
