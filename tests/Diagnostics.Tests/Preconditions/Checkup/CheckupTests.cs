using Unravel.Diagnostics.Preconditions;
using Unravel.Diagnostics.Preconditions.Checkup;

namespace Unravel.Diagnostics.Tests.Preconditions.Checkup;

/// <summary>Every obstacle is named with the setting that removes it.</summary>
public sealed class CheckupTests : IDisposable
{
    private const ulong SysPtrace = 1UL << 19;

    private readonly FakeProc _proc = new();

    public void Dispose() => _proc.Dispose();

    [Fact]
    public void RootWithoutTheRight_IsToldHowToGetIt()
    {
        _proc.Self(0);
        AssertBad(Machine("capabilities"), "--cap-add=SYS_PTRACE", "SYS_PTRACE");
    }

    [Fact]
    public void RightToTrace_IsGood()
    {
        _proc.Self(0, SysPtrace).Yama(1);
        Assert.Equal(CheckAnswer.Good, Machine("capabilities").Answer);
        Assert.Equal(CheckAnswer.Good, Machine("ptrace scope").Answer);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void RestrictedScope_NamesTheSetting(int scope)
    {
        _proc.Yama(scope);
        AssertBad(Machine("ptrace scope"), "docker", "SYS_PTRACE");
        Assert.Contains("kernel.yama.ptrace_scope=0", Machine("ptrace scope").Remedy!.Shell, StringComparison.Ordinal);
    }

    [Fact]
    public void ScopeOfNoReturn_LeavesTheDump()
    {
        _proc.Yama(3);
        Assert.Equal("--mode dump", Machine("ptrace scope").Remedy!.Shell);
    }

    [Theory]
    [InlineData(false, true, "ptrace is filtered")]
    [InlineData(true, false, "process_vm_readv is filtered")]
    public void FilteredCalls_NameTheProfile(bool trace, bool read, string says)
    {
        var check = new MachineCheckup(_proc.Folder, new UserNames(), new KernelAnswers(trace, read)).Run().Single(check => check.Name == "seccomp");
        Assert.Contains(says, check.Text, StringComparison.Ordinal);
        AssertBad(check, "seccomp=unconfined", "seccompProfile");
    }

    [Fact]
    public void OtherUser_IsNamed()
    {
        var id = _proc.Add(user: 33);
        Assert.Equal("sudo -u web dotnet unravel <pid>", Target(id, "tracing").Remedy!.Shell);
    }

    [Fact]
    public void StoppedTarget_IsToldOf()
    {
        var id = _proc.Add(state: 'T');
        Assert.Equal($"kill -CONT {id}", Target(id, "state").Remedy!.Shell);
    }

    [Fact]
    public void Tracer_LeavesThePassiveWay()
    {
        var id = _proc.Add(tracer: 17);
        Assert.Contains("--mode passive", Target(id, "tracing").Remedy!.Shell, StringComparison.Ordinal);
    }

    [Fact]
    public void Socket_IsLookedFor()
    {
        var id = _proc.Add(startTicks: 40_000);
        Assert.Contains("emptyDir", Target(id, "diagnostics socket").Remedy!.Kubernetes, StringComparison.Ordinal);
        _proc.Socket(id, 40_000);
        Assert.Equal(CheckAnswer.Good, Target(id, "diagnostics socket").Answer);
    }

    [Fact]
    public void WhatIsNotDotNet_IsSaidAlone()
    {
        var id = _proc.Add(maps: "7f00-7f01 r--p 00000000 08:01 1 /bin/sleep\n", executable: "/bin/sleep", arguments: "sleep 5");
        Assert.Equal(CheckAnswer.Bad, Assert.Single(new TargetCheckup(_proc.Folder, _proc.Processes).Run(id)).Answer);
    }

    private static void AssertBad(Check check, string docker, string kubernetes)
    {
        Assert.Equal(CheckAnswer.Bad, check.Answer);
        Assert.Contains(docker, check.Remedy!.Docker, StringComparison.Ordinal);
        Assert.Contains(kubernetes, check.Remedy.Kubernetes, StringComparison.Ordinal);
    }

    private Check Machine(string name) =>
        new MachineCheckup(_proc.Folder, new UserNames(), new KernelAnswers(true, true)).Run().Single(check => check.Name == name);

    private Check Target(int id, string name) => new TargetCheckup(_proc.Folder, _proc.Processes).Run(id).Single(check => check.Name == name);
}
