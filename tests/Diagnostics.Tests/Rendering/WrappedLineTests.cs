using Spectre.Console;
using Spectre.Console.Testing;
using Unravel.Diagnostics.Rendering;

namespace Unravel.Diagnostics.Tests.Rendering;

public sealed class WrappedLineTests
{
    [Theory]
    [InlineData("a short line", "  a short line")]
    [InlineData("one two three four five", "  one two three four|    five")]
    [InlineData("Bank.TransferEverythingToTheLedger x", "  Bank.TransferEvery|    thingToTheLedger|    x")]
    [InlineData("waits for Bank._gateOfTheLedger", "  waits for|    Bank._gateOfTheL|    edger")]
    [InlineData("name  Bank.cs:42", "  name  Bank.cs:42")]
    [InlineData("a quite long  Bank.cs:42", "  a quite long|    Bank.cs:42")]
    [InlineData("trailing   ", "  trailing")]
    [InlineData("注文注文注文 注文注文", "  注文注文注文|    注文注文")]
    [InlineData("注文注文注文注文注文注文", "  注文注文注文注文注|    文注文")]
    [InlineData("", "")]
    public void Text_GoesOnBelowOneStepFurtherIn(string text, string lines) => Assert.Equal(lines, Show(20, text));

    [Fact]
    public void WordOfSeveralStyles_IsNotTornApart() => Assert.Equal("  waits for|    Bank._gate,|    then", Show(18, "waits for ", "Bank._gate", ", then"));

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    [InlineData(5)]
    public void TerminalNarrowerThanTheIndent_StillGetsTheText(int width) =>
        Assert.Equal("Bankledger", Show(width, "Bank ledger").Replace("|", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal));

    private static string Show(int width, params string[] parts)
    {
        using var console = new TestConsole().Width(width);
        var line = new WrappedLine(width, 2, 4);
        foreach (var part in parts)
        {
            line.Append(part, Style.Plain);
        }

        console.Write(line);
        return string.Join('|', console.Lines);
    }
}
