using Verify = Unravel.Analyzers.Tests.Verifying.Verify<
    Unravel.Analyzers.Rules.Locking.UNR4018CopiedSpinLockAnalyzer,
    Unravel.CodeFixes.Rules.Locking.UNR4018CopiedSpinLockFix>;

namespace Unravel.Analyzers.Tests.Rules.Locking;

/// <summary>Spin locks in readonly fields, and copies of spin locks.</summary>
public sealed class UNR4018CopiedSpinLockTests
{
    private static string Type(string members) => $$"""
        using System.Threading;

        class C
        {
            {{members}}
        }
        """;

    [Theory]
    [InlineData("readonly SpinLock [|_spin|] = new();")]
    [InlineData("static readonly SpinLock [|s_spin|];")]
    [InlineData("readonly SpinLock [|_one|], [|_two|];")]
    [InlineData("readonly struct S { readonly SpinLock [|_spin|]; }")]
    [InlineData("SpinLock _spin; void M() { var copy = [|_spin|]; var taken = false; copy.Enter(ref taken); }")]
    [InlineData("SpinLock _spin, _other; void M() { _other = [|this._spin|]; }")]
    [InlineData("SpinLock _spin; void M() { N([|_spin|]); } void N(SpinLock lockToTake) { }")]
    [InlineData("SpinLock _spin; SpinLock Get() => [|_spin|];")]
    [InlineData("SpinLock _spin; SpinLock Get() { return [|_spin|]; }")]
    [InlineData("SpinLock _spin; object Get() => [|_spin|];")]
    [InlineData("void M(SpinLock spin) { var taken = false; [|spin|].Enter(ref taken); }")]
    [InlineData("void M(in SpinLock spin) { var taken = false; [|spin|].TryEnter(ref taken); }")]
    [InlineData("SpinLock Spin { get; set; } void M() { var taken = false; [|Spin|].Enter(ref taken); }")]
    public Task ReadonlyOrCopied_IsReported(string members) => Verify.Analyzer(Type(members));

    [Theory]
    [InlineData("SpinLock _spin = new(false); void M() { var taken = false; try { _spin.Enter(ref taken); } finally { if (taken) _spin.Exit(); } }")]
    [InlineData("SpinLock _spin; void M() { ref var spin = ref _spin; var taken = false; spin.Enter(ref taken); }")]
    [InlineData("SpinLock _spin; void M() { N(ref _spin); } void N(ref SpinLock spin) { var taken = false; spin.Enter(ref taken); }")]
    [InlineData("SpinLock _spin; ref SpinLock Get() => ref _spin;")]
    [InlineData("SpinLock _spin; ref SpinLock Get { get { return ref _spin; } }")]
    [InlineData("SpinLock _spin; C(SpinLock spin) { _spin = spin; } C() { _spin = new SpinLock(); }")] // a new one moves in
    [InlineData("SpinLock _spin; bool M() => _spin.IsHeldByCurrentThread;")]
    [InlineData("void M() { var spin = new SpinLock(); var taken = false; spin.Enter(ref taken); }")] // UNR4009
    [InlineData("readonly SpinLock[] _spins = new SpinLock[4]; void M() { var taken = false; _spins[0].Enter(ref taken); }")]
    [InlineData("readonly int _spin; readonly object _gate = new();")]
    [InlineData("readonly SpinWait _wait;")]
    public Task InPlace_IsSilent(string members) => Verify.Analyzer(Type(members));

    [Fact]
    public Task Fix_RemovesReadonly() => Verify.Fix(
        Type("// spins\n    readonly SpinLock [|_a|];\n    private static readonly SpinLock [|s_b|] = new(false); // fast"),
        Type("// spins\n    SpinLock _a;\n    private static SpinLock s_b = new(false); // fast"));

    [Theory]
    [InlineData("SpinLock _spin; SpinLock Get() => [|_spin|];")]
    [InlineData("readonly struct S { readonly SpinLock [|_spin|]; }")] // its fields must be readonly
    public Task Fix_IsNotOfferedElsewhere(string members) => Verify.NoFix(Type(members));
}
