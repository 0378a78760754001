using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Runtime.CompilerServices;
using Unravel.Diagnostics.Symbols;
using Unravel.Diagnostics.Symbols.Holding;

namespace Unravel.Diagnostics.Tests.Symbols;

public sealed class SemaphoreHoldsTests : IDisposable
{
    private const string This = "machine/<>4__this";

    private readonly SymbolStore _symbols = new(path => path);

    [Theory]
    [InlineData(nameof(HoldingCode.InTryFinally), $"{This}/_gate")]
    [InlineData(nameof(HoldingCode.AfterTryFinally), "")]
    [InlineData(nameof(HoldingCode.StaticField), "Unravel.Diagnostics.Tests.Symbols.HoldingCode::s_gate")]
    [InlineData(nameof(HoldingCode.Property), $"{This}/_gate")]
    [InlineData(nameof(HoldingCode.Parameter), "machine/gate")]
    [InlineData(nameof(HoldingCode.Local), $"{This}/_gate")]
    [InlineData(nameof(HoldingCode.Both), $"{This}/_gate {This}/_other")]
    [InlineData(nameof(HoldingCode.OneOfBoth), $"{This}/_other")]
    [InlineData(nameof(HoldingCode.OnOneBranchOnly), "")]
    [InlineData(nameof(HoldingCode.ReleasedOnOneBranch), "")]
    [InlineData(nameof(HoldingCode.InALoop), $"{This}/_gate")]
    [InlineData(nameof(HoldingCode.TimedAndGot), $"{This}/_gate")]
    [InlineData(nameof(HoldingCode.TimedAndNotGot), "")]
    [InlineData(nameof(HoldingCode.TimedAndNotAsked), "")]
    [InlineData(nameof(HoldingCode.SynchronousWait), $"{This}/_gate")]
    [InlineData(nameof(HoldingCode.Wrapper), $"{This}/_lock/_semaphore")]
    [InlineData(nameof(HoldingCode.AfterWrapper), "")]
    [InlineData(nameof(HoldingCode.HelperTakes), $"{This}/_gate")]
    [InlineData(nameof(HoldingCode.HelperReleases), "")]
    [InlineData(nameof(HoldingCode.BalancedHelper), $"{This}/_other")]
    [InlineData(nameof(HoldingCode.SomethingUnknownReleased), "")]
    [InlineData(nameof(HoldingCode.CaughtException), "")]
    [InlineData(nameof(HoldingCode.FinallyWithAnAwait), $"{This}/_gate")]
    public void LastAwait_HoldsWhatWasTakenOnEveryWay(string method, string held)
    {
        var machine = typeof(HoldingCode).GetMethod(method)!.GetCustomAttribute<AsyncStateMachineAttribute>()!.StateMachineType;
        var moveNext = machine.GetMethod("MoveNext", BindingFlags.Instance | BindingFlags.NonPublic)!;
        var handle = (MethodDefinitionHandle)MetadataTokens.EntityHandle(moveNext.MetadataToken);
        var last = StateMachineIL.SuspensionOffsets(_symbols.Module(Assembly)!, handle).Count - 1;

        var atAwaits = new SemaphoreHolds(_symbols).AtAwaits(Assembly, machine.MetadataToken);

        HeldSemaphore[] found = atAwaits.TryGetValue(last, out var some) ? some : [];
        Assert.Equal(held, string.Join(' ', found.Select(semaphore => semaphore.Path.Text).Order(StringComparer.Ordinal)));
    }

    [Fact]
    public void Take_HasItsLine()
    {
        var machine = typeof(HoldingCode).GetMethod(nameof(HoldingCode.InTryFinally))!.GetCustomAttribute<AsyncStateMachineAttribute>()!.StateMachineType;

        var held = new SemaphoreHolds(_symbols).AtAwaits(Assembly, machine.MetadataToken).Values.SelectMany(all => all);

        Assert.All(held, semaphore => Assert.Equal("HoldingCode.cs", semaphore.TakenAt!.FileName));
    }

    [Fact]
    public void Thread_HoldsBetweenWaitAndRelease()
    {
        var method = typeof(HoldingCode).GetMethod(nameof(HoldingCode.Threaded))!;
        var holds = new SemaphoreHolds(_symbols);
        var size = method.GetMethodBody()!.GetILAsByteArray()!.Length;

        var counts = Enumerable.Range(0, size).Select(offset => holds.At(Assembly, method.MetadataToken, offset, isMachine: false).Count).ToArray();

        Assert.Equal(0, counts[0]);
        Assert.Contains(1, counts);
        Assert.Equal(0, counts[^1]);
    }

    private static string Assembly => typeof(HoldingCode).Assembly.Location;

    public void Dispose() => _symbols.Dispose();
}
