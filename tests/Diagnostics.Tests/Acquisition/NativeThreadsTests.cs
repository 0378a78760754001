using Unravel.Diagnostics.Acquisition.Capturing;

namespace Unravel.Diagnostics.Tests.Acquisition;

public sealed class NativeThreadsTests
{
    private const string Fields = "R 1 7 7 0 -1 4194304 120 0 0 0 250 50 0 0 20 0 9 0 123 456 789";

    [Theory]
    [InlineData("worker")]
    [InlineData(".NET TP Worker")]
    [InlineData("a) b (c")]
    [InlineData(")")]
    [InlineData("")]
    [InlineData("line\nbreak")]
    public void Name_IsWhatStandsBetweenTheOutermostParentheses(string name)
    {
        var threads = new NativeThreads();

        threads.Add(7, $"7 ({name}) {Fields}\n");

        Assert.Equal((name, 'R', TimeSpan.FromSeconds(3)), (threads.NameOf(7), threads.StateOf(7), threads.ProcessorTimeOf(7)));
        Assert.Null(threads.NameOf(8));
    }

    [Theory]
    [InlineData("")]
    [InlineData("7")]
    [InlineData("7 (x")]
    [InlineData("7 x)")]
    [InlineData("7 )x(")]
    [InlineData("7 (x)")]
    [InlineData("7 (x) R 1 2")]
    [InlineData("7 (x) R 1 7 7 0 -1 4194304 120 0 0 0 a b 0")]
    public void TextOfAnotherForm_IsLeftOut(string stat)
    {
        var threads = new NativeThreads();

        threads.Add(7, stat);

        Assert.Equal((null, null, null), (threads.NameOf(7), threads.StateOf(7), threads.ProcessorTimeOf(7)));
    }

    [Fact]
    public void OwnThreads_AreRead()
    {
        var threads = NativeThreads.Read(Environment.ProcessId);

        Assert.NotNull(threads.NameOf((uint)Environment.ProcessId));
        Assert.NotNull(threads.ProcessorTimeOf((uint)Environment.ProcessId));
    }

    [Fact]
    public void ProcessThatIsNotThere_HasNoThreads() => Assert.Null(NativeThreads.Read(int.MaxValue).NameOf(int.MaxValue));
}
