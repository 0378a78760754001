using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using Unravel.Analyzers.Extensions;
using Unravel.Analyzers.Knowledge;
using Unravel.Catalog;

namespace Unravel.Analyzers.Rules.Cancellation;

/// <summary>A callback is registered with a token from outside, and the registration is dropped: it lives as long as the token.</summary>
public sealed class UNR3005LeakedRegistrationAnalyzer : RuleAnalyzer
{
    internal static readonly DiagnosticDescriptor Descriptor = Describe.Rule(RuleIds.LeakedRegistration);

    public UNR3005LeakedRegistrationAnalyzer()
        : base(Descriptor)
    {
    }

    private protected override void Start(CompilationSubscriptions context, ConcurrencyKnowledge knowledge)
    {
        var cancellation = new CancellationTypes(context.Compilation);
        context.RegisterOperationAction(
            operation =>
            {
                var call = (IInvocationOperation)operation.Operation;
                if (call.TargetMethod.Name is "Register" or "UnsafeRegister"
                    && cancellation.IsToken(call.TargetMethod.ContainingType)
                    && call.IsDropped()
                    && call.Instance.Variable() is IParameterSymbol token
                    && Captures(call)
                    && !RunsOnce(operation.ContainingSymbol, knowledge))
                {
                    var name = call.Syntax is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access } ? access.Name : call.Syntax;
                    operation.ReportDiagnostic(Diagnostic.Create(Descriptor, name.GetLocation(), token.Name));
                }
            },
            ["Register", "UnsafeRegister"],
            OperationKind.Invocation);
    }

    /// <summary>The callback holds on to something: variables around it, this object, or a state.</summary>
    private static bool Captures(IInvocationOperation call) =>
        call.Arguments.Length > 1
        || (call.Arguments.Length == 1 && call.Arguments[0].Value.Unwrapped() is IDelegateCreationOperation { Target: var target } && target switch
        {
            IAnonymousFunctionOperation lambda => lambda.Descendants().Any(part => part is IInstanceReferenceOperation
                || (part is ILocalReferenceOperation or IParameterReferenceOperation
                    && !part.Variable()!.DeclaringSyntaxReferences.Any(declaration => lambda.Syntax.Span.Contains(declaration.Span)))),
            IMethodReferenceOperation method => !method.Method.IsStatic,
            _ => false,
        });

    // Constructors, entry points and the life of a hosted service: one registration for the life of the token.
    private static bool RunsOnce(ISymbol member, ConcurrencyKnowledge knowledge) =>
        member is IMethodSymbol { MethodKind: MethodKind.Constructor or MethodKind.StaticConstructor }
        || member.Name is "ExecuteAsync" or "StartAsync" or "Main" or "Configure" or "RunAsync"
        || knowledge.SyncMembers.IsEntryPoint(member)
        || knowledge.SyncMembers.IsTest(member);
}
