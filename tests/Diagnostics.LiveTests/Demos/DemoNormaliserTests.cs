using System.Text.RegularExpressions;

namespace Unravel.Diagnostics.LiveTests.Demos;

/// <summary>What may not change unnoticed in a recorded demo.</summary>
public sealed partial class DemoNormaliserTests
{
    [Theory]
    [InlineData("lock-order")]
    [InlineData("starvation")]
    public void IdsNamesAndLines_Stay(string scenario)
    {
        var recorded = RecordedDemo.Read(scenario);
        var normalised = RecordedDemo.Normalise(scenario, recorded);

        Assert.NotEmpty(Facts.Matches(recorded));
        Assert.Equal(Facts.Matches(recorded).Select(match => match.Value), Facts.Matches(normalised).Select(match => match.Value));
    }

    [Theory]
    [InlineData("lock-order", "UNR4001", "UNR4002")]
    [InlineData("lock-order", "teller", "tailor")]
    [InlineData("lock-order", "Bank._ledger", "Bank._ledgers")]
    [InlineData("lock-order", "LockOrder.cs:34", "LockOrder.cs:35")]
    [InlineData("lock-order", "2 threads wait", "3 threads wait")]
    [InlineData("lock-order", "over 2 locks", "over 3 locks")]
    [InlineData("lock-order", "1 fault found", "2 faults found")]
    [InlineData("lock-order", ".NET 10.0", ".NET 9.0")]
    [InlineData("starvation", "1 fault and 1 thing worth a look found", "2 faults found")]
    [InlineData("starvation", "UNR6001", "UNR6002")]
    [InlineData("starvation", "Shop.QuoteAsync", "Shop.Quote")]
    [InlineData("starvation", "Starvation.cs:82", "Starvation.cs:83")]
    [InlineData("starvation", "2 different chains", "3 different chains")]
    [InlineData("starvation", "at least 90 %", "at least 80 %")]
    public void ChangedFact_IsSeen(string scenario, string fact, string other)
    {
        var recorded = RecordedDemo.Read(scenario);
        Assert.Contains(fact, recorded, StringComparison.Ordinal);

        Assert.NotEqual(
            RecordedDemo.Normalise(scenario, recorded),
            RecordedDemo.Normalise(scenario, recorded.Replace(fact, other, StringComparison.Ordinal)));
    }

    [Fact]
    public void OtherHolderOfALock_IsSeen()
    {
        const string Report = "\"a\" (#4) waits for \"b\" (#5), held by \"b\" (#5)";

        Assert.Equal("\"a\" (#<1>) waits for \"b\" (#<2>), held by \"b\" (#<2>)", DemoNormaliser.Normalise(Report));
        Assert.NotEqual(
            DemoNormaliser.Normalise(Report),
            DemoNormaliser.Normalise(Report.Replace("held by \"b\" (#5)", "held by \"b\" (#4)", StringComparison.Ordinal)));
    }

    [Fact]
    public void WhatVaries_IsReplaced() => Assert.Equal(
        "Hangs (process <pid>, .NET 10.0.<patch>)\nThreads (<n>)  <n> of the runtime not shown\nThe process was paused for <n> ms to copy <n> MB.",
        DemoNormaliser.Normalise(
            "Hangs (process 12, .NET 10.0.3)\nThreads (7)  2 of the runtime not shown\nThe process was paused for 3 ms to copy 5.8 MB, in 2 attempts.\n"));

    /// <summary>Rule ids, files with lines, names with a dot and names in quotes.</summary>
    [GeneratedRegex("""UNR\d{4}|\w+\.cs:\d+|[A-Z]\w+(\.\w+)*\.[_A-Za-z]\w*|"[^"]+"|'[^']+'""")]
    private static partial Regex Facts { get; }
}
