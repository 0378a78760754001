using Unravel.Diagnostics.Preconditions;

namespace Unravel.Diagnostics.Tests.Preconditions;

public sealed class AttachRightsTests : IDisposable
{
    private const ulong SysPtrace = 1UL << 19;
    private readonly FakeProc _proc = new();

    public void Dispose() => _proc.Dispose();

    [Fact]
    public void OwnProcess_MayBeTraced() => Assert.Equal(AttachRight.Granted, To(_proc.Add()));

    [Fact]
    public void ProcessOfAnother_NamesBothUsers()
    {
        var right = To(_proc.Add(user: 33, maps: null));

        AssertNo(AttachObstacle.OtherUser, right, "'web'", "'me'", "sudo -u web");
    }

    [Fact]
    public void ProcessThatChangedItsUser_IsAnother() =>
        AssertNo(AttachObstacle.OtherUser, To(_proc.Add(effectiveUser: 0)), "'root'", "'me'", "with sudo");

    [Fact]
    public void Capability_OpensProcessesOfOthers()
    {
        _proc.Self(0, SysPtrace).Yama(2);

        Assert.Equal(AttachRight.Granted, To(_proc.Add(user: 33, capabilities: 0xff)));
    }

    [Fact]
    public void RootWithoutCapability_IsToldSo()
    {
        _proc.Self(0);

        AssertNo(AttachObstacle.OtherUser, To(_proc.Add(user: 33)), "CAP_SYS_PTRACE", "--cap-add=SYS_PTRACE");
    }

    [Fact]
    public void TargetWithMoreCapabilities_MayNotBeTraced()
    {
        _proc.Self(0, 0x3);

        AssertNo(AttachObstacle.MoreCapabilities, To(_proc.Add(user: 0, capabilities: 0x7)), "0x4");
        Assert.Equal(AttachRight.Granted, To(_proc.Add(user: 0, capabilities: 0x2)));
    }

    [Fact]
    public void ProcessThatHidesItself_IsToldFromAnotherUser() =>
        AssertNo(AttachObstacle.NotDumpable, To(_proc.Add(maps: null)), "root");

    [Fact]
    public void Tracer_IsNamed()
    {
        var tracer = _proc.Add(arguments: "gdb", command: "gdb (x)", maps: "");

        AssertNo(AttachObstacle.AlreadyTraced, To(_proc.Add(tracer: tracer)), $"{tracer} ('gdb (x)')");
    }

    [Fact]
    public void EndedProcess_IsNothingToLookAt() =>
        AssertNo(AttachObstacle.Ended, To(_proc.Add(state: 'Z', maps: "")), "parent 17");

    [Fact]
    public void OtherProgram_IsNoDotNet() =>
        AssertNo(AttachObstacle.NotDotNet, To(_proc.Add(arguments: "sleep 9", command: "sleep", executable: "/bin/sleep", maps: "")), "'sleep'");

    [Fact]
    public void StoppedProcess_MayBeTracedWithARemark()
    {
        var right = To(_proc.Add(state: 'T'));

        Assert.Equal((AttachAnswer.Yes, AttachObstacle.Stopped), (right.Answer, right.Obstacle));
        Assert.Contains("kill -CONT", right.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, nameof(AttachAnswer.Yes))]
    [InlineData(1, nameof(AttachAnswer.Perhaps))]
    [InlineData(2, nameof(AttachAnswer.No))]
    [InlineData(3, nameof(AttachAnswer.No))]
    public void Yama_RestrictsByScope(int scope, string expected)
    {
        _proc.Yama(scope);

        var right = To(_proc.Add());

        Assert.Equal(expected, right.Answer.ToString());
        Assert.Equal(scope > 0, right.Reason?.Contains($"ptrace_scope is {scope}", StringComparison.Ordinal) ?? false);
    }

    [Fact]
    public void YamaOfThree_BindsRootToo()
    {
        _proc.Self(0, SysPtrace).Yama(3);

        AssertNo(AttachObstacle.Yama, To(_proc.Add()), "dump");
    }

    private AttachRight To(int id) => _proc.Processes.Get(id).Attach;

    private static void AssertNo(AttachObstacle obstacle, AttachRight right, params string[] words)
    {
        Assert.Equal((AttachAnswer.No, obstacle), (right.Answer, right.Obstacle));
        Assert.All(words, word => Assert.Contains(word, right.Reason, StringComparison.Ordinal));
        Assert.EndsWith(".", right.Reason, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', right.Reason!);
    }
}
