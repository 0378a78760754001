using Unravel.Diagnostics.Preconditions;

namespace Unravel.Diagnostics.Tests.Preconditions;

public sealed class DotNetProcessesTests : IDisposable
{
    private readonly FakeProc _proc = new();

    public void Dispose() => _proc.Dispose();

    [Fact]
    public void Process_IsDescribed()
    {
        var id = _proc.Add(arguments: "dotnet /srv/Shop.dll --port 80", startTicks: 40_000, threads: 31);

        Assert.Equal(
            new ProcessInfo(
                id, "Shop", "10.0.12", "me", TimeSpan.FromSeconds(600), 31, "dotnet /srv/Shop.dll --port 80", AttachRight.Granted),
            Assert.Single(_proc.Processes.All()));
    }

    [Fact]
    public void OtherPrograms_AreLeftOut()
    {
        _proc.Add(arguments: "sleep 100", executable: "/bin/sleep", maps: "");
        _proc.Add(arguments: "dotnet app.dll", maps: "7f00-7f01 r--p 0 0:0 1 /usr/share/dotnet/dotnet\n");

        Assert.Empty(_proc.Processes.All());
    }

    [Fact]
    public void SocketOfItsTime_MarksAProcess()
    {
        var id = _proc.Add(arguments: "./native-aot", executable: "/srv/native-aot", maps: "", startTicks: 7);
        _proc.Socket(id, 7);

        Assert.Equal(("native-aot", null), Assert.Single(_proc.Processes.All()) is var p ? (p.Name, p.RuntimeVersion) : default);
    }

    [Fact]
    public void SocketLeftBehind_MarksNothing()
    {
        var id = _proc.Add(arguments: "sleep 100", executable: "/bin/sleep", maps: "", startTicks: 7);
        _proc.Socket(id, 6);

        Assert.Empty(_proc.Processes.All());
    }

    /// <summary>One process is asked for by the name of its socket, all by a listing: they must agree.</summary>
    [Theory]
    [InlineData(7, true)]
    [InlineData(6, false)]
    public void OneProcess_ListensAsInTheListing(long startTicks, bool listens)
    {
        var id = _proc.Add(arguments: "./native-aot", executable: "/srv/native-aot", maps: "", startTicks: 7);
        _proc.Socket(id, startTicks);

        Assert.Equal(listens, _proc.Processes.Get(id).Listens);
        Assert.Equal(listens, _proc.Processes.All().Any(process => process.Id == id));
    }

    [Fact]
    public void ProcessOfAnotherThatMayNotBeRead_IsListedWithTheReason()
    {
        _proc.Add(user: 33, maps: null, executable: null, arguments: "/usr/bin/dotnet web.dll");
        _proc.Add(user: 33, maps: null, executable: null, arguments: "nginx", command: "nginx");

        var process = Assert.Single(_proc.Processes.All());

        Assert.Equal(("/usr/bin/dotnet web.dll", "web", null), (process.CommandLine, process.User, process.RuntimeVersion));
        Assert.Equal(AttachObstacle.OtherUser, process.Attach.Obstacle);
    }

    [Fact]
    public void UserWithoutName_IsANumber()
    {
        _proc.Add(user: 4242);

        Assert.Equal("4242", Assert.Single(_proc.Processes.All()).User);
    }

    [Fact]
    public void ProcessThatIsGone_IsAClearFailure()
    {
        var failure = Assert.Throws<ToolException>(() => _proc.Processes.Get(FakeProc.FirstId));

        Assert.Equal(ToolException.CouldNotLook, failure.ExitCode);
        Assert.Contains("There is no process", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ThisMachine_HasThisProcess()
    {
        var self = DotNetProcesses.OfThisMachine.Get(Environment.ProcessId);

        Assert.NotEqual(AttachObstacle.NotDotNet, self.Attach.Obstacle);
        Assert.Equal(Environment.Version.ToString(), self.RuntimeVersion);
        Assert.InRange(self.Age, TimeSpan.Zero, TimeSpan.FromHours(1));
        Assert.True(self.Threads > 1);
    }
}
