using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Unravel.Analyzers.Flow;
using Unravel.Analyzers.Knowledge;
using Unravel.Analyzers.Rules.Locking;
using Unravel.Catalog;

namespace Unravel.Analyzers.Rules.SharedState;

/// <summary>Reports accesses to a field without the lock that most of its other accesses hold.</summary>
public sealed class UNR5003UsualGuardAnalyzer : TypeRuleAnalyzer
{
    internal static readonly DiagnosticDescriptor Descriptor = Describe.Rule(RuleIds.UsualGuard);

    public UNR5003UsualGuardAnalyzer()
        : base(Descriptor)
    {
    }

    private protected override bool IsUseful(ConcurrencyKnowledge knowledge) => knowledge.Locks.Monitor is not null;

    private protected override void Check(TypeSummary type, ConcurrencyKnowledge knowledge, Action<Diagnostic> report)
    {
        var found = new List<(SharedField Field, UsualGuard Guard, SharedUse Use)>();
        foreach (var field in SharedField.Of(type))
        {
            if (UsualGuard.Of(field) is { } guard)
            {
                found.AddRange(guard.Bare.Where(use => !IsHarmless(use, guard, field)).Select(use => (field, guard, use)));
            }
        }

        // One lock around the line mends all of its fields.
        foreach (var line in found.GroupBy(static one => (one.Use.At.SyntaxTree, LockMessage.Line(one.Use.At))))
        {
            var (field, guard, use) = line.OrderByDescending(static one => one.Guard.IsSure).First();
            var example = guard.Guarded.FirstOrDefault(static other => other.Changes) ?? guard.Guarded[0];
            report(Diagnostic.Create(
                Descriptor,
                use.At.GetLocation(),
                guard.IsSure && !IsMild(use) ? DiagnosticSeverity.Warning : Descriptor.DefaultSeverity,
                [example.At.GetLocation()],
                GuardProperties.Of(guard.Hold, field.Field),
                field.Name,
                Words(use.Kind),
                use.Held.IsEmpty ? "without a lock" : $"under '{use.Held.All[use.Held.All.Count - 1].Lock.Name}' only",
                guard.Guarded.Count,
                guard.Total,
                guard.Lock.Name,
                LockMessage.Line(example.At)));
        }
    }

    private static string Words(UseKind kind) => kind switch
    {
        UseKind.Write => "written",
        UseKind.ContentWrite => "changed",
        _ => "read",
    };

    // One number or flag, that may be an old one: often on purpose.
    private static bool IsMild(SharedUse use) =>
        (use.Kind == UseKind.Read && use.Access.Field.Type.SpecialType == SpecialType.System_Boolean)
        || (use.Kind == UseKind.ContentRead && FieldUse.Whole(use.At).Parent is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Count" or "Length" });

    // A reference is read in one piece, and what it refers to is another matter. A first look that is repeated under the lock decides nothing.
    private static bool IsHarmless(SharedUse use, UsualGuard guard, SharedField field) =>
        IsRisked(use)
        || IsSpin(use.At) // UNR5021
        || (use.Kind == UseKind.ContentRead && LetOut.Of(use.At) is not null) // read later, by the caller: UNR5005
        || use.Kind == UseKind.Read
        && (field.Field.Type.IsReferenceType
            || field.Field.Type is ITypeParameterSymbol { IsValueType: false }
            || guard.Guarded.Any(again => again.Access.Function == use.Access.Function && again.At.SpanStart > use.At.SpanStart && IsCondition(use.At)));

    // What comes of the race is caught.
    private static bool IsRisked(SharedUse use) =>
        use.Kind == UseKind.ContentRead
        && use.At.FirstAncestorOrSelf<TryStatementSyntax>(static node => node.Catches.Any(static handler => handler.Filter is null && handler.Declaration is null or { Type: IdentifierNameSyntax { Identifier.ValueText: "Exception" } })) is { } tried
        && tried.Block.Span.Contains(use.At.Span);

    private static bool IsSpin(SyntaxNode node) =>
        node.FirstAncestorOrSelf<WhileStatementSyntax>() is { Statement: EmptyStatementSyntax or BlockSyntax { Statements.Count: 0 } } loop && loop.Condition.Span.Contains(node.Span);

    private static bool IsCondition(SyntaxNode node)
    {
        for (var current = node; current.Parent is { } parent and (ExpressionSyntax or StatementSyntax or EqualsValueClauseSyntax); current = parent)
        {
            switch (parent)
            {
                case IfStatementSyntax test:
                    return test.Condition == current;
                case WhileStatementSyntax loop:
                    return loop.Condition == current;
                case ConditionalExpressionSyntax choice when choice.Condition == current:
                    return true;
            }
        }

        return false;
    }
}
