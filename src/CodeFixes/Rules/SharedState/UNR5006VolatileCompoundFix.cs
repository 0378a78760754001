using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Simplification;
using Unravel.Catalog;
using Unravel.CodeFixes.Edits;

namespace Unravel.CodeFixes.Rules.SharedState;

/// <summary>Counts up, down or on by Interlocked, where it has a method for it.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(UNR5006VolatileCompoundFix))]
public sealed class UNR5006VolatileCompoundFix : RuleFix
{
    private const string Title = "Use Interlocked";

    public UNR5006VolatileCompoundFix()
        : base(RuleIds.VolatileCompound)
    {
    }

    private protected override Proposal? Propose(FixTarget target)
    {
        if (target.Reported is not ExpressionSyntax change
            || Operand(change) is not { } field
            || target.Model.GetTypeInfo(field, target.Cancellation).Type?.SpecialType is not (SpecialType.System_Int32 or SpecialType.System_UInt32)
            || CallOf(change, field) is not { } call)
        {
            return null;
        }

        var atomic = SyntaxFactory.ParseExpression(call).WithTriviaFrom(change);
        var type = ((MemberAccessExpressionSyntax)((InvocationExpressionSyntax)atomic).Expression).Expression;
        atomic = atomic.ReplaceNode(type, type.WithAdditionalAnnotations(Simplifier.Annotation));
        return new Proposal(Title, Title, target.Root.ReplaceNode(change, atomic), Proof.ScopeOf(change));
    }

    private static ExpressionSyntax? Operand(ExpressionSyntax change) => change switch
    {
        PostfixUnaryExpressionSyntax { Parent: ExpressionStatementSyntax or ForStatementSyntax } postfix => postfix.Operand, // the value is the old one
        PrefixUnaryExpressionSyntax prefix => prefix.Operand,
        AssignmentExpressionSyntax assignment => assignment.Left,
        _ => null,
    };

    private static string? CallOf(ExpressionSyntax change, ExpressionSyntax field)
    {
        const string Interlocked = "System.Threading.Interlocked.";
        return change.Kind() switch
        {
            SyntaxKind.PostIncrementExpression or SyntaxKind.PreIncrementExpression => $"{Interlocked}Increment(ref {field})",
            SyntaxKind.PostDecrementExpression or SyntaxKind.PreDecrementExpression => $"{Interlocked}Decrement(ref {field})",
            SyntaxKind.AddAssignmentExpression => $"{Interlocked}Add(ref {field}, {((AssignmentExpressionSyntax)change).Right})",
            SyntaxKind.SubtractAssignmentExpression => $"{Interlocked}Add(ref {field}, -({((AssignmentExpressionSyntax)change).Right}))",
            _ => null,
        };
    }
}
