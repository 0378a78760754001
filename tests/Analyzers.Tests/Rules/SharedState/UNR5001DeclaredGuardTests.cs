using Verify = Unravel.Analyzers.Tests.Verifying.Verify<
    Unravel.Analyzers.Rules.SharedState.UNR5001DeclaredGuardAnalyzer,
    Unravel.CodeFixes.Rules.SharedState.UNR5001DeclaredGuardFix>;

namespace Unravel.Analyzers.Tests.Rules.SharedState;

/// <summary>Locks that attributes demand, and that are not held.</summary>
public sealed class UNR5001DeclaredGuardTests
{
    private static string Type(string members) => $$"""
        using System;
        using System.Threading;
        using System.Threading.Tasks;
        using Unravel.Annotations;

        namespace Unravel.Annotations
        {
            class GuardedByAttribute : Attribute { public GuardedByAttribute(string guard) { } }
            class RequiresLockAttribute : Attribute { public RequiresLockAttribute(params string[] locks) { } }
            class ExcludesLockAttribute : Attribute { public ExcludesLockAttribute(params string[] locks) { } }
        }

        class C : IDisposable
        {
            readonly object _gate = new();
            readonly object _other = new();
            readonly ReaderWriterLockSlim _rw = new();
            [GuardedBy(nameof(_gate))] int _x;
            [GuardedBy(nameof(_gate))] public int P { get; set; }
            [GuardedBy(nameof(_gate))] public int Computed => 1;
            [GuardedBy(nameof(_rw))] int _y;
            [GuardedBy(nameof(_gate))] void Guarded() { }
            [RequiresLock(nameof(_gate))] void Required() { _x++; }
            [ExcludesLock(nameof(_gate))] void Excluded() { lock (_gate) { _x++; } }

            public void Dispose() { _x = 0; }
            {{members}}
        }
        """;

    [Theory]
    [InlineData("void M() { [|_x|]++; }")]
    [InlineData("int M() => [|_x|];")]
    [InlineData("void M() { [|P|] = 1; }")]
    [InlineData("int M() => [|Computed|];")]
    [InlineData("void M() { [|Guarded()|]; }")]
    [InlineData("void M() { [|Required()|]; }")]
    [InlineData("void M() { lock (_other) { [|_x|]++; [|Required()|]; } }")]
    [InlineData("void M() { lock (_gate) { [|Excluded()|]; } }")]
    [InlineData("void M() { lock (_gate) { Action a = () => [|_x|]++; } }")]
    [InlineData("void M() { lock (_gate) { Task.Run(() => [|_x|]++); } }")]
    [InlineData("void M(C other) { lock (_other) { [|other._x|]++; [|other.Required()|]; } }")]
    [InlineData("void M() { _rw.EnterReadLock(); [|_y|] = 1; _rw.ExitReadLock(); }")]
    [InlineData("public void M() { lock (_gate) { H(); } H(); } void H() { [|_x|]++; }")]
    [InlineData("void M() { lock (_gate) { } [|_x|]++; }")]
    public Task NotHeld_IsReported(string members) => Verify.Analyzer(Type(members));

    [Theory]
    [InlineData("void M() { lock (_gate) { _x++; P = Computed; Guarded(); Required(); } Excluded(); }")]
    [InlineData("[RequiresLock(nameof(_gate))] void M() { _x++; Required(); Guarded(); }")]
    [InlineData("[RequiresLock(nameof(_gate))] int M => _x + P;")]
    [InlineData("public C() { _x = 1; Required(); Fill(); } void Fill() { _x = 2; }")]
    [InlineData("~C() { _x = 0; }")]
    [InlineData("void M() { lock (_gate) { Array.ForEach(new[] { 1 }, n => { _x += n; }); } }")]
    [InlineData("public void M() { lock (_gate) { H(); } } void H() { _x++; }")]
    [InlineData("void M(C other) { lock (other._gate) { other._x++; other.Required(); } }")]
    [InlineData("static C Make() { var c = new C(); c._x = 1; return c; }")]
    [InlineData("int M() { _rw.EnterReadLock(); try { return _y; } finally { _rw.ExitReadLock(); } }")]
    [InlineData("void M() { _rw.EnterWriteLock(); _y = 1; _rw.ExitWriteLock(); }")]
    [InlineData("string M() => nameof(_x);")]
    [InlineData("void M() { if (Monitor.TryEnter(_gate)) { try { _x++; } finally { Monitor.Exit(_gate); } } }")]
    public Task Held_IsSilent(string members) => Verify.Analyzer(Type(members));

    [Fact]
    public Task Fix_TakesTheLock() => Verify.Fix(
        Type("""
        void M(int n)
            {
                [|_x|] = n; // one
            }
        """),
        Type("""
        void M(int n)
            {
                lock (_gate)
                {
                    _x = n;
                } // one
            }
        """));

    [Fact]
    public Task SecondFix_RequiresTheLockOfTheCallers() => Verify.Fix(
        Type("""
        // Adds.
            internal void M() { [|_x|]++; }
        """),
        Type("""
        // Adds.
            [RequiresLock(nameof(_gate))]
            internal void M() { _x++; }
        """),
        test =>
        {
            test.CodeActionIndex = 1;
            test.CodeFixTestBehaviors = Microsoft.CodeAnalysis.Testing.CodeFixTestBehaviors.SkipFixAllCheck;
        });
}
