using Verify = Unravel.Analyzers.Tests.Verifying.Verify<
    Unravel.Analyzers.Rules.SharedState.UNR5002GuardDeclarationAnalyzer,
    Unravel.Analyzers.Tests.Verifying.NoFix>;

namespace Unravel.Analyzers.Tests.Rules.SharedState;

/// <summary>Declarations of guards that cannot be kept.</summary>
public sealed class UNR5002GuardDeclarationTests
{
    private static string Type(string members) => $$"""
        using System;
        using System.Threading;
        using Unravel.Annotations;

        namespace Unravel.Annotations
        {
            class GuardedByAttribute : Attribute { public GuardedByAttribute(string guard) { } }
            class RequiresLockAttribute : Attribute { public RequiresLockAttribute(params string[] locks) { } }
            class LockOrderAttribute : Attribute { public LockOrderAttribute(params string[] locks) { } }
        }

        class Base { protected readonly object BaseGate = new(); }

        class C(object captured) : Base
        {
            readonly object _gate = new();
            static readonly object s_gate = new();
            object _loose = new();
            SpinLock _spin = new();
            public object Sync { get; } = new();
            public object Wide { get; set; } = new();
            public object Behind => _gate;
            object Used => captured;
            {{members}}
        }
        """;

    [Theory]
    [InlineData("[[|GuardedBy(\"_gone\")|]] int _x;")]
    [InlineData("[[|GuardedBy(\"\")|]] int _x;")]
    [InlineData("[[|GuardedBy(nameof(_loose))|]] int _x;")]
    [InlineData("[[|GuardedBy(nameof(Wide))|]] int _x;")]
    [InlineData("[[|GuardedBy(nameof(_gate))|]] static int s_x;")]
    [InlineData("[[|GuardedBy(\"this\")|]] static int s_x;")]
    [InlineData("[[|RequiresLock(nameof(_gate))|]] static void M() { }")]
    [InlineData("[[|RequiresLock(nameof(_gate), \"_gone\")|]] void M() { }")]
    [InlineData("[[|GuardedBy(nameof(_loose))|]] int P { get; set; }")]
    [InlineData("[[|LockOrder(\"_one\", \"_gone\")|]] class D { readonly object _one = new(); }")]
    [InlineData("[[|LockOrder(\"_one\", \"_loose\")|]] class D { readonly object _one = new(); object _loose = new(); }")]
    public Task CannotHold_IsReported(string members) => Verify.Analyzer(Type(members));

    [Theory]
    [InlineData("[GuardedBy(nameof(_gate))] int _x;")]
    [InlineData("[GuardedBy(nameof(s_gate))] int _x;")]
    [InlineData("[GuardedBy(nameof(s_gate))] static int s_x;")]
    [InlineData("[GuardedBy(\"this\")] int _x;")]
    [InlineData("[GuardedBy(nameof(Sync))] int _x;")]
    [InlineData("[GuardedBy(nameof(Behind))] int _x;")]
    [InlineData("[GuardedBy(nameof(BaseGate))] int _x;")]
    [InlineData("[GuardedBy(nameof(_spin))] int _x;")]
    [InlineData("[GuardedBy(nameof(captured))] int _x;")]
    [InlineData("[RequiresLock(nameof(_gate), nameof(s_gate))] void M() { }")]
    [InlineData("[LockOrder(\"s_one\", \"_two\")] class D { static readonly object s_one = new(); readonly object _two = new(); }")]
    [InlineData("[LockOrder(\"s_one\")] static class D { static readonly object s_one = new(); }")]
    [InlineData("int _x;")]
    public Task CanHold_IsSilent(string members) => Verify.Analyzer(Type(members));
}
