//! The contract as an OpenAPI document, generated from the types and the routes.
//!
//! The document is committed as a snapshot of the tests, so that a change of the contract is
//! seen in review.

use utoipa::openapi::path::{HttpMethod, OperationBuilder, Parameter, ParameterBuilder, ParameterIn};
use utoipa::openapi::request_body::{RequestBody, RequestBodyBuilder};
use utoipa::openapi::schema::{KnownFormat, ObjectBuilder, SchemaFormat, Type};
use utoipa::openapi::security::{HttpAuthScheme, HttpBuilder, SecurityRequirement, SecurityScheme};
use utoipa::openapi::{ContentBuilder, Object, OpenApi, Ref, Required, Response, ResponseBuilder};
use utoipa::{OpenApi as _, ToSchema};

use crate::{
    Feed, MissingUploads, NewApplication, Organisation, Problem, PublicOffer, Session, SignIn, SignUp,
    Submission, SubmissionReceipt, UploadQuery, UploadReceipt, limits, routes,
};

const JSON: &str = "application/json";
const BYTES: &str = "application/octet-stream";
const BEARER: &str = "session";

#[derive(utoipa::OpenApi)]
#[openapi(
    info(
        title = "Portal contract of Expat Desk",
        description = "What Expat Desk says to a portal. The live portal publishes no interface; \
                       this contract is held by the reference server."
    ),
    components(schemas(
        Feed,
        MissingUploads,
        NewApplication,
        Organisation,
        Problem,
        PublicOffer,
        Session,
        SignIn,
        SignUp,
        Submission,
        SubmissionReceipt,
        UploadQuery,
        UploadReceipt,
    ))
)]
struct Schemas;

/// Returns the OpenAPI document of the contract.
pub fn openapi() -> OpenApi {
    let mut document = Schemas::openapi();
    if let Some(components) = document.components.as_mut() {
        let bearer = HttpBuilder::new().scheme(HttpAuthScheme::Bearer).build();
        components.add_security_scheme(BEARER, SecurityScheme::Http(bearer));
    }
    for call in
        account_calls().into_iter().chain(public_calls()).chain(upload_calls()).chain(application_calls())
    {
        document.paths.add_path_operation(call.path, vec![call.method], call.operation);
    }
    document
}

fn account_calls() -> [Call; 2] {
    [
        Call::new(HttpMethod::Post, routes::ACCOUNTS, "signUp")
            .summary("Creates an account and signs in.")
            .takes::<SignUp>()
            .gives::<Session>("201", "The account's first session.")
            .refuses(&["400", "409", "413", "422", "429"]),
        Call::new(HttpMethod::Post, routes::SESSIONS, "signIn")
            .summary("Signs in.")
            .takes::<SignIn>()
            .gives::<Session>("201", "A new session.")
            .refuses(&["400", "401", "413", "429"]),
    ]
}

fn public_calls() -> [Call; 3] {
    let bin = text_schema().pattern(Some("^[0-9]{12}$")).build();
    [
        Call::new(HttpMethod::Get, routes::ORGANISATION, "findOrganisation")
            .summary("Looks a BIN up in the participant register.")
            .parameter("bin", ParameterIn::Path, bin)
            .gives::<Organisation>("200", "The participant.")
            .refuses(&["404"]),
        Call::new(HttpMethod::Get, routes::PUBLIC_OFFER, "publicOffer")
            .summary("Returns the terms in force.")
            .gives::<PublicOffer>("200", "The terms."),
        Call::new(HttpMethod::Get, routes::OPENAPI, "contract").summary("Returns this document.").answer(
            "200",
            ResponseBuilder::new()
                .description("The document.")
                .content(JSON, ContentBuilder::new().build())
                .build(),
        ),
    ]
}

fn upload_calls() -> [Call; 2] {
    let hash = text_schema().pattern(Some("^[0-9a-f]{64}$")).build();
    let bytes = ObjectBuilder::new()
        .schema_type(Type::String)
        .format(Some(SchemaFormat::KnownFormat(KnownFormat::Binary)))
        .max_length(Some(limits::FILE_BYTES_MAX))
        .build();
    [
        Call::new(HttpMethod::Put, routes::UPLOAD, "upload")
            .summary("Takes a file under the hash of its content.")
            .in_session()
            .parameter("sha256", ParameterIn::Path, hash)
            .body(
                RequestBodyBuilder::new()
                    .content(BYTES, ContentBuilder::new().schema(Some(bytes)).build())
                    .required(Some(Required::True))
                    .build(),
            )
            .gives::<UploadReceipt>("200", "The account had uploaded the file before.")
            .gives::<UploadReceipt>("201", "The file is there now.")
            .refuses(&["400", "401", "413", "422"]),
        Call::new(HttpMethod::Post, routes::MISSING_UPLOADS, "missingUploads")
            .summary("Tells which files the account still has to upload.")
            .in_session()
            .takes::<UploadQuery>()
            .gives::<MissingUploads>("200", "The missing ones.")
            .refuses(&["400", "401", "413", "422"]),
    ]
}

fn application_calls() -> [Call; 2] {
    let key = text_schema().format(Some(SchemaFormat::Custom("uuid".to_owned()))).build();
    let after = ObjectBuilder::new()
        .schema_type(Type::Integer)
        .format(Some(SchemaFormat::KnownFormat(KnownFormat::Int64)))
        .minimum(Some(0))
        .build();
    [
        Call::new(HttpMethod::Post, routes::APPLICATIONS, "submit")
            .summary("Takes an application, once for each idempotency key.")
            .in_session()
            .parameter(routes::IDEMPOTENCY_KEY_HEADER, ParameterIn::Header, key)
            .takes::<Submission>()
            .gives::<SubmissionReceipt>("200", "The same packet was taken before.")
            .gives::<SubmissionReceipt>("201", "The portal has the application now.")
            .refuses(&["400", "401", "409", "413", "422"]),
        Call::new(HttpMethod::Get, routes::EVENTS, "events")
            .summary("Returns the account's status changes after a sequence number.")
            .in_session()
            .parameter("after", ParameterIn::Query, after)
            .gives::<Feed>("200", "At most one page of changes.")
            .refuses(&["400", "401"]),
    ]
}

fn text_schema() -> ObjectBuilder {
    ObjectBuilder::new().schema_type(Type::String)
}

/// One call of the contract while it is being put together.
struct Call {
    method: HttpMethod,
    path: &'static str,
    operation: OperationBuilder,
}

impl Call {
    fn new(method: HttpMethod, path: &'static str, id: &str) -> Self {
        Self { method, path, operation: OperationBuilder::new().operation_id(Some(id)) }
    }

    fn with(mut self, change: impl FnOnce(OperationBuilder) -> OperationBuilder) -> Self {
        self.operation = change(self.operation);
        self
    }

    fn summary(self, text: &str) -> Self {
        self.with(|operation| operation.summary(Some(text)))
    }

    fn in_session(self) -> Self {
        let needed = SecurityRequirement::new::<_, [&str; 0], &str>(BEARER, []);
        self.with(|operation| operation.security(needed))
    }

    fn parameter(self, name: impl Into<String>, place: ParameterIn, schema: Object) -> Self {
        let parameter: Parameter = ParameterBuilder::new()
            .name(name)
            .parameter_in(place)
            .required(Required::True)
            .schema(Some(schema))
            .build();
        self.with(|operation| operation.parameter(parameter))
    }

    fn body(self, body: RequestBody) -> Self {
        self.with(|operation| operation.request_body(Some(body)))
    }

    fn takes<T: ToSchema>(self) -> Self {
        let body =
            RequestBodyBuilder::new().content(JSON, content::<T>()).required(Some(Required::True)).build();
        self.body(body)
    }

    fn answer(self, status: &str, response: Response) -> Self {
        self.with(|operation| operation.response(status, response))
    }

    fn gives<T: ToSchema>(self, status: &str, description: &str) -> Self {
        let response = ResponseBuilder::new().description(description).content(JSON, content::<T>()).build();
        self.answer(status, response)
    }

    fn refuses(self, statuses: &[&str]) -> Self {
        statuses.iter().fold(self, |call, status| call.gives::<Problem>(status, "Why the portal refuses."))
    }
}

fn content<T: ToSchema>() -> utoipa::openapi::Content {
    ContentBuilder::new().schema(Some(Ref::from_schema_name(T::name()))).build()
}
