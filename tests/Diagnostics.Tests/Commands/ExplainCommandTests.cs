using Spectre.Console.Testing;
using Unravel.Diagnostics.Commands;

namespace Unravel.Diagnostics.Tests.Commands;

public sealed class ExplainCommandTests : IDisposable
{
    private readonly TestConsole _output = new();
    private readonly TestConsole _progress = new();

    public void Dispose()
    {
        _output.Dispose();
        _progress.Dispose();
    }

    [Fact]
    public async Task EveryRuleOfAProcess_HasItsPageInTheTool()
    {
        foreach (var rule in Catalog.Rules.All.Where(rule => rule.AtRunTime is not null))
        {
            Assert.Equal(0, await RunAsync(120, rule.Id.ToLowerInvariant()));
            Assert.Contains($"{rule.Id}: {rule.Title}", _output.Output, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(80)]
    [InlineData(200)]
    public async Task Page_FitsTheTerminal(int width)
    {
        await RunAsync(width, "UNR4001");

        // Code keeps its shape and may be wider.
        Assert.All(_output.Lines.Where(line => !line.StartsWith("    ", StringComparison.Ordinal)), line => Assert.True(line.Length <= width, line));
        Assert.DoesNotContain("```", _output.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("<!--", _output.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("](", _output.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WithoutARule_AllAreListed()
    {
        Assert.Equal(0, await RunAsync(120));
        Assert.Equal(Catalog.Rules.All.Count, _output.Lines.Count);
    }

    [Fact]
    public async Task UnknownRule_IsAUsageError()
    {
        Assert.Equal(ExitCodes.Usage, await RunAsync(120, "UNR0000"));
        Assert.Contains("There is no rule 'UNR0000'", _progress.Output, StringComparison.Ordinal);
    }

    private Task<int> RunAsync(int width, params string[] arguments)
    {
        _output.Profile.Width = _progress.Profile.Width = width;
        return ExplainCommand.Create(new Consoles(_output, _progress)).Parse(arguments).InvokeAsync(cancellationToken: TestContext.Current.CancellationToken);
    }
}
