using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Unravel.Analyzers.Extensions;
using Unravel.Analyzers.Flow;
using Unravel.Analyzers.Knowledge;
using Unravel.Catalog;

namespace Unravel.Analyzers.Rules.SharedState;

/// <summary>
/// Reports static fields that instances change while others run: updates in two steps, and what belongs to one request. A
/// write by itself says nothing: who publishes a new value, sets a flag or makes something once is silent.
/// </summary>
public sealed class UNR5017ConcurrentStaticAnalyzer : TypeRuleAnalyzer
{
    internal static readonly DiagnosticDescriptor Descriptor = Describe.Rule(RuleIds.ConcurrentStatic);

    public UNR5017ConcurrentStaticAnalyzer()
        : base(Descriptor)
    {
    }

    private protected override bool NeedsLocks => false;

    private protected override bool Concerns(DeclarationText text) => text.Has("static ");

    private protected override void Check(TypeSummary type, ConcurrencyKnowledge knowledge, Action<Diagnostic> report)
    {
        var seen = new HashSet<SyntaxNode>();
        foreach (var access in type.Accesses)
        {
            if (seen.Contains(access.Operation.Syntax) || FaultOf(access, type, knowledge) is not var (step, reason, harm))
            {
                continue;
            }

            seen.Add(access.Operation.Syntax);
            report(Diagnostic.Create(Descriptor, step.GetLocation(), step.InWords(), access.Field.AssociatedSymbol?.Name ?? access.Field.Name, reason, harm));
        }
    }

    /// <summary>The change, why others come here too, and what comes of it; null when the access is none of this rule's.</summary>
    internal static (SyntaxNode Step, string Reason, string Harm)? FaultOf(FieldAccess access, TypeSummary type, ConcurrencyKnowledge knowledge)
    {
        if (access is not { Kind: AccessKind.Write or AccessKind.Compound, Field: { IsStatic: true, IsReadOnly: false, IsVolatile: false } }
            || FieldUse.Whole(access.Operation.Syntax) is not { Parent: ExpressionSyntax step } place
            || step.IsKind(SyntaxKind.CoalesceAssignmentExpression)
            || !(IsOfInstance(access.Function) || SharedTypes.HasEntryPoints(type.Type))
            || !UnprotectedAccess.IsUnprotected(access, type)
            || UnprotectedAccess.ReasonFor(access, type) is not { } reason)
        {
            return null;
        }

        if (access.Kind == AccessKind.Compound || IsUpdate(step, place, access.Field))
        {
            return UNR5014ImmutableUpdateAnalyzer.IsImmutable(access.Field.Type) || UNR5008ParallelChangeAnalyzer.ReportsOn(type, step) // UNR5014
                ? null
                : (step, reason, "the update of another thread between its read and its write is lost");
        }

        return (SharedTypes.IsMadePerRequest(type.Type) || knowledge.SharedTypes.ServesRequests(type.Type) is not null)
            && access.Function.Function is IMethodSymbol { MethodKind: MethodKind.Ordinary } method
            && UNR5025SingletonStateAnalyzer.IsOfTheCall(access.Operation, method)
            && type.Accesses.Any(other => SymbolEqualityComparer.Default.Equals(other.Field, access.Field) && !other.MayWrite && type.ConstructionOf(other.Function) == Construction.None)
                ? (step, reason, "what one request leaves there, another reads or overwrites")
                : null;
    }

    // s_total = s_total + amount
    private static bool IsUpdate(SyntaxNode step, SyntaxNode place, IFieldSymbol field) =>
        step is AssignmentExpressionSyntax assignment && assignment.Left == place
        && assignment.Right.DescendantNodesAndSelf(static node => node is not AnonymousFunctionExpressionSyntax).Any(node => node is IdentifierNameSyntax name && name.Identifier.ValueText == field.Name && !(name.Parent is MemberAccessExpressionSyntax member && member.Expression == name))
        && assignment.Right is BinaryExpressionSyntax or ParenthesizedExpressionSyntax or InvocationExpressionSyntax;

    private static bool IsOfInstance(FunctionSummary function)
    {
        while (function.Enclosing is { } around)
        {
            function = around;
        }

        return function.Function is { IsStatic: false } and not IMethodSymbol { MethodKind: MethodKind.Constructor };
    }
}
