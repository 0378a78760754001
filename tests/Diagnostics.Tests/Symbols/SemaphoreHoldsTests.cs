using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using Unravel.Diagnostics.Symbols;
using Unravel.Diagnostics.Symbols.Holding;

namespace Unravel.Diagnostics.Tests.Symbols;

public sealed class SemaphoreHoldsTests : IDisposable
{
    private const string This = "machine/<>4__this";

    private static readonly string[] s_builds = ["debug", "release"];

    private static readonly Dictionary<string, string> s_heldAtLastAwait = new()
    {
        { "InTryFinally", $"{This}/_gate" },
        { "AfterTryFinally", "" },
        { "StaticField", "Unravel.Diagnostics.Tests.Symbols.Specimens.Compiled.HoldingCode::s_gate" },
        { "Property", $"{This}/_gate" },
        { "Parameter", "machine/gate" },
        { "Local", $"{This}/_gate" },
        { "Both", $"{This}/_gate {This}/_other" },
        { "OneOfBoth", $"{This}/_other" },
        { "OnOneBranchOnly", "" },
        { "ReleasedOnOneBranch", "" },
        { "InALoop", $"{This}/_gate" },
        { "TimedAndGot", $"{This}/_gate" },
        { "TimedAndNotGot", "" },
        { "TimedAndNotAsked", "" },
        { "SynchronousWait", $"{This}/_gate" },
        { "Wrapper", $"{This}/_lock/_semaphore" },
        { "AfterWrapper", "" },
        { "HelperTakes", $"{This}/_gate" },
        { "HelperReleases", "" },
        { "BalancedHelper", $"{This}/_other" },
        { "SomethingUnknownReleased", "" },
        { "CaughtException", "" },
        { "FinallyWithAnAwait", $"{This}/_gate" },
    };

    private readonly SymbolStore _symbols = new(path => path);

    public static TheoryData<string, string> Methods => new(s_heldAtLastAwait.Keys.SelectMany(method => s_builds.Select(build => (method, build))));

    [Theory]
    [MemberData(nameof(Methods))]
    public void LastAwait_HoldsWhatWasTakenOnEveryWay(string method, string build)
    {
        var path = Compiled(build);
        var module = _symbols.Module(path)!;
        var machine = MachineOf(module, method);
        var last = StateMachineIL.SuspensionOffsets(module, StateMachineIL.MoveNextOf(module, machine)!.Value).Count - 1;

        var atAwaits = new SemaphoreHolds(_symbols).AtAwaits(path, MetadataTokens.GetToken(machine));

        HeldSemaphore[] found = atAwaits.TryGetValue(last, out var some) ? some : [];
        Assert.Equal(s_heldAtLastAwait[method], string.Join(' ', found.Select(semaphore => semaphore.Path.Text).Order(StringComparer.Ordinal)));
        Assert.All(found, semaphore => Assert.Equal("Holding.cs", semaphore.TakenAt!.FileName));
    }

    [Theory]
    [InlineData("debug")]
    [InlineData("release")]
    public void Thread_HoldsBetweenWaitAndRelease(string build)
    {
        var path = Compiled(build);
        var module = _symbols.Module(path)!;
        var method = module.Metadata.MethodDefinitions.Single(handle => module.Metadata.GetString(module.Metadata.GetMethodDefinition(handle).Name) == "Threaded");
        var holds = new SemaphoreHolds(_symbols);

        var counts = Enumerable.Range(0, module.BodyOf(method).Length)
            .Select(offset => holds.At(path, MetadataTokens.GetToken(method), offset, isMachine: false).Count)
            .ToArray();

        Assert.Equal(0, counts[0]);
        Assert.Contains(1, counts);
        Assert.Equal(0, counts[^1]);
    }

    public void Dispose() => _symbols.Dispose();

    private static string Compiled(string build) => Path.Combine(AppContext.BaseDirectory, "specimens", $"holding-{build}", "Holding.dll");

    private static TypeDefinitionHandle MachineOf(ModuleSymbols module, string method) => module.Metadata.TypeDefinitions.Single(type =>
        module.Metadata.GetString(module.Metadata.GetTypeDefinition(type).Name).StartsWith($"<{method}>d", StringComparison.Ordinal));
}
