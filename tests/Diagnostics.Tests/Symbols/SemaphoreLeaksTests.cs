using Unravel.Diagnostics.Symbols;
using Unravel.Diagnostics.Symbols.Holding;

namespace Unravel.Diagnostics.Tests.Symbols;

/// <summary>Which methods of the specimens may end with a semaphore that they took, as debug and as optimised code.</summary>
public sealed class SemaphoreLeaksTests : IDisposable
{
    private readonly SymbolStore _symbols = new(path => path);

    public void Dispose() => _symbols.Dispose();

    [Theory]
    [InlineData("debug")]
    [InlineData("release")]
    public void Leaking_AreThoseWithAWayThatGivesNothingBack(string build)
    {
        var leaks = Read(build);
        // Where it is taken outside of a try, an await in between may throw. Under one condition twice it is not told from two.
        string[] throwing = ["BalancedHelper", "Both", "FinallyWithAnAwait", "Local", "OneOfBoth", "Property", "StaticField", "SynchronousWait", "TimedAndGot"];
        string[] returning = ["OnOneBranchOnly", "ReleasedOnOneBranch"];
        Assert.Equal(throwing, Methods(leaks, "does not give it back when something throws in between"));
        Assert.Equal(returning, Methods(leaks, "has a way to return without giving it back"));
        Assert.All(leaks.Leaking, method => Assert.EndsWith("HoldingCode", method.Type, StringComparison.Ordinal));
        Assert.All(leaks.Leaking, method => Assert.Contains(method.Field, new[] { "_gate", "_other", "s_gate" }));
        Assert.All(leaks.Leaking, method => Assert.Equal("Holding.cs", method.TakenAt!.FileName));
    }

    private static IEnumerable<string> Methods(SemaphoreLeaks leaks, string how) =>
        leaks.Leaking.Where(method => method.How == how).Select(method => method.Method["HoldingCode.".Length..]).Distinct().Order(StringComparer.Ordinal);

    private SemaphoreLeaks Read(string build) =>
        new(_symbols.Module(Path.Combine(AppContext.BaseDirectory, "specimens", $"holding-{build}", "Holding.dll"))!);
}
