using System.CommandLine;
using Spectre.Console.Testing;
using Unravel.Diagnostics.Commands;
using Unravel.Diagnostics.Tests.Preconditions;

namespace Unravel.Diagnostics.Tests.Commands;

/// <summary>A value that an option cannot have is answered with a sentence, whatever the verb.</summary>
public sealed class NonsenseTests
{
    private const string Nonsense = "1 parsec";

    [Fact]
    public async Task EveryOptionWithAValue_SaysWhatMayBeWritten()
    {
        using var proc = new FakeProc();
        using var output = new TestConsole();
        using var progress = new TestConsole();
        var (root, _) = AllCommands.Create(new Consoles(output, progress), () => proc.Processes);
        var asked = 0;
        foreach (var verb in root.Subcommands)
        {
            var arguments = verb.Arguments.Where(argument => argument.Arity.MinimumNumberOfValues > 0).Select(_ => "shop").ToArray();
            foreach (var option in verb.Options.Where(option => option.ValueType != typeof(bool) && !TakesAnyText(option)))
            {
                var parsed = root.Parse([verb.Name, .. arguments, option.Name, Nonsense]);
                using var errors = new StringWriter();
                var code = await parsed.InvokeAsync(
                    new InvocationConfiguration { Error = errors, Output = TextWriter.Null, EnableDefaultExceptionHandler = false },
                    TestContext.Current.CancellationToken);
                var said = errors + progress.Output;
                Assert.True(code == ExitCodes.Usage && said.Contains(Nonsense, StringComparison.Ordinal), $"{verb.Name} {option.Name}: {code}, {said}");
                asked++;
            }
        }

        Assert.InRange(asked, 10, 1000);
    }

    /// <summary>The short way for a bare process id offers what the long one does.</summary>
    [Fact]
    public void DiagnoseAlone_IsTheDiagnoseOfAll()
    {
        using var proc = new FakeProc();
        using var output = new TestConsole();
        var consoles = new Consoles(output, output);
        var ((all, meant), (root, alone)) = (AllCommands.Create(consoles, () => proc.Processes), AllCommands.DiagnoseAlone(consoles, () => proc.Processes));

        Assert.Equal(all.Description, root.Description);
        Assert.Equal(meant.Name, alone.Name);
        Assert.Equal(meant.Options.Select(option => option.Name), alone.Options.Select(option => option.Name));
        Assert.Equal(CommandNames.WithVerb(all, meant, ["4321"]), CommandNames.WithVerb(root, alone, ["4321"]));
    }

    private static bool TakesAnyText(Option option) => option.ValueType == typeof(string) || typeof(FileSystemInfo).IsAssignableFrom(option.ValueType);

    [Theory]
    [InlineData("1", 1)]
    [InlineData("250", 250)]
    [InlineData("250ms", 250)]
    [InlineData("5s", 5000)]
    [InlineData("10m", 600_000)]
    [InlineData("0", null)]
    [InlineData("11m", null)]
    [InlineData("-5", null)]
    [InlineData("", null)]
    public void Pause_IsMillisecondsOrATime(string text, int? milliseconds)
    {
        var option = new Option<TimeSpan?>("--max-pause") { CustomParser = Durations.Pause };
        var parsed = new RootCommand { option }.Parse(["--max-pause", text]);

        Assert.Equal(milliseconds is null, parsed.Errors.Count > 0);
        if (milliseconds is { } wanted)
        {
            Assert.Equal(TimeSpan.FromMilliseconds(wanted), parsed.GetValue(option));
        }
    }
}
