using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Simplification;
using Unravel.Catalog;
using Unravel.CodeFixes.Edits;

namespace Unravel.CodeFixes.Rules.SharedState;

/// <summary>Counts by Interlocked, and reads and writes by Volatile, where the field is named alone.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(UNR5007MixedAtomicFix))]
public sealed class UNR5007MixedAtomicFix : RuleFix
{
    private const string Title = "Use Interlocked or Volatile";

    public UNR5007MixedAtomicFix()
        : base(RuleIds.MixedAtomic)
    {
    }

    private protected override Proposal? Propose(FixTarget target)
    {
        if (target.Reported is not ExpressionSyntax field)
        {
            return null;
        }

        var change = field.Parent is PrefixUnaryExpressionSyntax or PostfixUnaryExpressionSyntax || (field.Parent is AssignmentExpressionSyntax assignment && assignment.Left == field)
            ? (ExpressionSyntax)field.Parent
            : field;
        var text = change switch
        {
            _ when change == field => $"System.Threading.Volatile.Read(ref {field})",
            AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.SimpleAssignmentExpression, Parent: ExpressionStatementSyntax or ArrowExpressionClauseSyntax } set
                when !set.Right.DescendantNodesAndSelf().Any(node => node is ExpressionSyntax other && SyntaxFactory.AreEquivalent(other, field)) => $"System.Threading.Volatile.Write(ref {field}, {set.Right})",
            _ when target.Model.GetTypeInfo(field, target.Cancellation).Type?.SpecialType is SpecialType.System_Int32 or SpecialType.System_UInt32 or SpecialType.System_Int64 or SpecialType.System_UInt64
                && AtomicChange.Operand(change) is { } operand => AtomicChange.TextOf(change, operand),
            _ => null,
        };
        if (text is null)
        {
            return null;
        }

        var atomic = SyntaxFactory.ParseExpression(text).WithTriviaFrom(change);
        var type = ((MemberAccessExpressionSyntax)((InvocationExpressionSyntax)atomic).Expression).Expression;
        atomic = atomic.ReplaceNode(type, type.WithAdditionalAnnotations(Simplifier.Annotation));
        return new Proposal(Title, Title, target.Root.ReplaceNode(change, atomic), Proof.ScopeOf(change));
    }
}
