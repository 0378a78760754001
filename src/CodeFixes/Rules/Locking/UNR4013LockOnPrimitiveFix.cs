using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Unravel.Catalog;
using Unravel.CodeFixes.Edits;

namespace Unravel.CodeFixes.Rules.Locking;

/// <summary>
/// Calls the operations of a Lock that an object hides. In place of another primitive that is private, the type locks an
/// object of its own: it excludes the same threads as before, and it says what it is for.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(UNR4013LockOnPrimitiveFix))]
public sealed class UNR4013LockOnPrimitiveFix : RuleFix
{
    private const string CallTitle = "Call the operations of the Lock";
    private const string OwnTitle = "Lock a private object of the type";

    public UNR4013LockOnPrimitiveFix()
        : base(RuleIds.LockOnPrimitive)
    {
    }

    private protected override Proposal? Propose(FixTarget target)
    {
        if (target.Reported.FirstAncestorOrSelf<ExpressionSyntax>() is not { } reported
            || OwnField.Of(target.Model.GetSymbolInfo(LockedPlaces.Bare(reported), target.Cancellation).Symbol, target.Model, target.Cancellation) is not { } field)
        {
            return null;
        }

        return field.Symbol.Type.SpecialType == SpecialType.System_Object ? Uncovered(field, target) : Replaced(field, target);
    }

    private static Proposal? Uncovered(OwnField field, FixTarget target)
    {
        if (MonitorUses.Of(field, target.Model, target.Cancellation) is not { } uses
            || (uses.Any(static use => use is LockStatementSyntax) && !LockField.HasLock(target.Model)))
        {
            return null;
        }

        var name = TypeNames.TypeAt(target.Model, field.Declaration.SpanStart, "System.Threading", "Lock");
        var calls = uses.OfType<InvocationExpressionSyntax>();
        var repaired = field.Type.ReplaceNodes(
            calls.Concat<SyntaxNode>([field.Declaration.Type]),
            (old, now) => old is InvocationExpressionSyntax ? CallOn((InvocationExpressionSyntax)now) : name.WithTriviaFrom(old));
        return new Proposal(CallTitle, CallTitle, target.Root.ReplaceNode(field.Type, repaired), field.Type);
    }

    private static ExpressionSyntax CallOn(InvocationExpressionSyntax call) => SyntaxFactory
        .ParseExpression($"{MonitorUses.ObjectOf(call)}.{MonitorUses.NameOf(call)}({MonitorUses.TimeoutOf(call)})").WithTriviaFrom(call);

    private static Proposal? Replaced(OwnField field, FixTarget target)
    {
        if (!LockedPlaces.CanHaveLock(field.Type, field.Symbol.ContainingType))
        {
            return null;
        }

        // Calls of Monitor other than to take it have their place too, such as Exit and Pulse; elsewhere it may have another name.
        var places = LockedPlaces.OwnOf(field.Type).Where(place => field.Uses.Contains(LockedPlaces.Bare(place))).ToList();
        var others = field.Uses.Except(places.Select(LockedPlaces.Bare));
        return places.Count == 0 || others.Any(static use => use.Parent is not MemberAccessExpressionSyntax) ? null
            : new Proposal(
                OwnTitle, OwnTitle, target.Root.ReplaceNode(field.Type, OwnLock.InsteadOf(places, null, field.Type, field.Symbol.ContainingType, target)), field.Type);
    }
}
