//! What queries and scans offer alike.

/// The setters and senders that queries and scans have in common, and how one request is sent. They are written once, as a macro, because they are
/// inherent methods of two types: a user finds them in the documentation of each, and needs no trait in scope.
macro_rules! read_operation {
    ($operation:ident, $root:ty, $input:ident, $name:literal, $is_query:literal) => {
        impl<M: Schema + 'static, T: Send + 'static, I: Index<M> + 'static> $operation<M, T, I> {
            /// Gives back only items that meet this condition. Several conditions all have to hold.
            ///
            /// The filter is applied after reading: what it leaves out has been paid for.
            pub fn filter<C: Into<Condition<$root>>>(
                mut self,
                filter: impl FnOnce(M::Fields<$root>) -> C,
            ) -> Self {
                let filter = filter(fields::<M, $root>()).into().node;
                self.options.filter = self.options.filter.and(conformed::<M>(filter));
                self
            }

            /// Sees every write that was answered before this read began. It costs twice as much, and a global index does not have it.
            pub fn consistent(mut self) -> Self
            where
                I: ReadsConsistently<M>,
            {
                self.options.consistent = true;
                self
            }

            /// Gives back items whose time is past as well, for as long as DynamoDB has not deleted them: of a model with
            /// `#[dynamo(ttl(hide_expired))]`, where they are left out otherwise.
            pub fn include_expired(mut self) -> Self {
                self.options.include_expired = true;
                self
            }

            /// How many items to give back, at most: counted behind the filter, and over as many requests as it takes.
            ///
            /// DynamoDB's own `Limit` is [`page_size`](Self::page_size).
            pub fn limit(mut self, items: usize) -> Self {
                self.options.limit = Some(items);
                self
            }

            /// How many items one request reads, at most: counted before the filter. This is DynamoDB's `Limit`.
            ///
            /// How many items are given back is said with [`limit`](Self::limit).
            pub fn page_size(mut self, items: u32) -> Self {
                self.options.page_size = Some(items);
                self
            }

            /// How many requests to send, at most: a ceiling for what a filter that lets little through may cost. Retries of the SDK,
            /// and what [`hydrate`](Self::hydrate) reads from the table, are not counted.
            ///
            /// What gives cursors stops there, and its last cursor says where to go on: [`send`](Self::send), whose page then holds fewer
            /// items than the [`limit`](Self::limit) and maybe none, and [`pages`](Self::pages). What gives none must not pass off a part for the whole:
            /// [`all`](Self::all), [`stream`](Self::stream) and [`count`](Self::count) fail with [`LimitExceeded`](crate::ErrorKind::LimitExceeded) if
            /// there is more.
            pub fn max_requests(mut self, requests: u32) -> Self {
                self.options.max_requests = Some(requests);
                self
            }

            /// Goes on where a page ended, or behind any item: see [`Cursor`]. `None` begins at the beginning.
            pub fn after(mut self, cursor: impl Into<Option<Cursor>>) -> Self {
                self.options.after = cursor.into();
                self
            }

            /// Reads only these attributes: `.select(|o| (o.status, o.total))` gives tuples of a status and a total.
            ///
            /// It saves transfer, not read units.
            pub fn select<S>(
                self,
                select: impl FnOnce(M::Fields<$root>) -> S,
            ) -> $operation<M, S::Output, I>
            where
                S: Selection<$root> + 'static,
                S::Output: 'static,
            {
                let view = View::selection(&select(fields::<M, $root>()));
                self.with_view(view)
            }

            /// Reads only what the projection `P` takes of each item, and gives back that: see [`Projection`](crate::Projection).
            ///
            /// Of an index that does not hold all attributes, `P` takes what it holds, and says so: `#[dynamo(index = ByStatus)]`.
            ///
            /// It saves transfer, not read units.
            pub fn project<P>(self) -> $operation<M, P, I>
            where
                P: Projection<M>,
                I::Item: Gives<M, P>,
            {
                self.with_view(View::projection::<M>())
            }

            /// The same of these attributes alone, as they are; of all, if there are none.
            pub(crate) fn of_attributes(
                self,
                names: impl IntoIterator<Item = &'static str>,
            ) -> $operation<M, Attributes, I> {
                self.with_view(View::attributes(names))
            }

            /// Reads from the table of this very name, whatever the client's prefix and suffix.
            pub fn table(mut self, name: impl Into<String>) -> Self {
                self.options.table = Table::named(name);
                self
            }

            /// The SDK's own input for the first request of this operation. A cursor is not in it: it belongs to a table that
            /// only the client knows by name.
            ///
            /// # Errors
            /// [`Encode`](crate::ErrorKind::Encode) if a key has no stored form, [`Invalid`](crate::ErrorKind::Invalid) if the filter can't be right.
            pub fn into_input(self) -> Result<$input> {
                let table = self.options.table.declared::<M>();
                let first = Step::first(&self.options);
                match self.hydrate {
                    Some(_) => self.input(table, first, Some(&self.keys())),
                    None => self.input(table, first, Some(&self.view)),
                }
            }
        }

        impl<M: Model + Send + 'static, I: Index<M> + 'static> $operation<M, M, I> {
            /// Remembers of each item what it was when it was read: see [`Tracked`].
            pub fn tracked(self) -> $operation<M, Tracked<M>, I> {
                let hydrate = self.hydrate.is_some().then(View::owned_and_tracked);
                let mut tracked = self.with_view(View::tracked());
                tracked.hydrate = hydrate;
                tracked
            }
        }

        impl<M: Schema + 'static, T: Readable + Send + 'static, I: Index<M> + 'static>
            $operation<M, T, I>
        {
            /// Reads one page: without a [`limit`](Self::limit) what one request brings, with one as many requests as it takes to fill
            /// it, up to [`max_requests`](Self::max_requests). A page with a cursor is not the last, even if it has no items.
            ///
            /// # Errors
            /// [`Cursor`](crate::ErrorKind::Cursor) if the cursor belongs to another query, [`Decode`](crate::ErrorKind::Decode) if a stored item does not fit
            /// the model (it is [`Error::stored_item`](crate::Error::stored_item)), [`Encode`](crate::ErrorKind::Encode) and [`Invalid`](crate::ErrorKind::Invalid) as
            /// [`into_input`](Self::into_input), and those of every request: see [`ErrorKind`](crate::ErrorKind).
            pub async fn send(self, client: &Client) -> Result<Page<T>> {
                Walk::new(self, client)?.page().await
            }

            /// Reads everything, up to the [`limit`](Self::limit), over as many requests as it takes. It is held in memory together.
            ///
            /// # Errors
            /// As [`send`](Self::send), and [`LimitExceeded`](crate::ErrorKind::LimitExceeded) if [`max_requests`](Self::max_requests) do not bring it all;
            /// what was read before is then dropped.
            pub async fn all(self, client: &Client) -> Result<Vec<T>> {
                Walk::new(self, client)?.all().await
            }

            /// The items, read as they are asked for, up to the [`limit`](Self::limit). The errors are those of [`all`](Self::all), and come
            /// behind what was read before.
            pub fn stream(self, client: &Client) -> ReadStream<T> {
                stream::items(self, client)
            }

            /// The pages, one for each request, read as they are asked for, up to the [`limit`](Self::limit) and to
            /// [`max_requests`](Self::max_requests). Each has its cursor: that of the last says whether there is more. The errors are those of
            /// [`send`](Self::send).
            pub fn pages(self, client: &Client) -> ReadStream<Page<T>> {
                stream::pages(self, client)
            }
        }

        impl<M: Schema + 'static, T: Send + 'static, I: Index<M> + 'static> $operation<M, T, I> {
            /// Counts the items without reading them back, over as many requests as it takes. It costs what reading them costs.
            /// The limit is not regarded.
            ///
            /// # Errors
            /// As [`all`](Self::all), but for items that do not fit the model: they are not looked at.
            pub async fn count(self, client: &Client) -> Result<Count> {
                Walk::new(self, client)?.count().await
            }
        }

        impl<M: Schema + 'static, T: Send + 'static, I: Index<M> + 'static> $operation<M, T, I> {
            /// Reads the whole items of what the index holds only a part of: by their keys, from the table, in the order of the
            /// index. It takes the place of a selection or a projection.
            ///
            /// For every request on the index there is another one for each 100 items that it finds, up to four at once, and the
            /// items cost what reading them costs. They are read as they are then: an item that was deleted in between is left
            /// out, and one that was changed may not meet the filter any more.
            ///
            /// # Errors
            /// Sending it may also fail with [`Throttled`](crate::ErrorKind::Throttled), if DynamoDB goes on leaving keys unread.
            pub fn hydrate(self) -> $operation<M, M, I>
            where
                M: Load,
            {
                let mut hydrated = self.with_view(View::whole());
                hydrated.hydrate = Some(View::owned());
                hydrated
            }

            /// What has expired, and no filter can leave out.
            fn hidden_by_key(&self) -> Option<Expired> {
                self.options.hidden_by_key(M::SCHEMA, I::SCHEMA, $is_query)
            }

            /// The keys of what it reads.
            fn keys(&self) -> View<Attributes> {
                let names = start_names(M::SCHEMA, I::SCHEMA);
                View::attributes(names).without(self.hidden_by_key())
            }

            async fn fetch_as<U: Send + 'static>(
                &self,
                client: &Client,
                table: &str,
                step: Step,
                view: &View<U>,
            ) -> Result<Fetched<U>> {
                let wanted = step.wanted;
                let input = self.input(table.to_owned(), step, Some(view))?;
                let request = self.fluent(client, input);
                let (output, direct) = match layer().filter(|_| client.is_direct()) {
                    Some(layer) => {
                        let direct = Direct::new(layer, decode_body(view, wanted));
                        let sent = request.customize().interceptor(direct.clone()).send();
                        (call($name, table, sent).await?, direct.take())
                    }
                    None => (call($name, table, request.send()).await?, None),
                };
                let answer = Answer {
                    direct,
                    items: output.items,
                    stopped_at: output.last_evaluated_key,
                    scanned_count: output.scanned_count,
                };
                answer
                    .read(view, wanted, || start_names(M::SCHEMA, I::SCHEMA))
                    .map_err(|error| misfit($name, table, told_by_type::<M>(error)))
            }
        }

        impl<M: Schema + 'static, T: Send + 'static, I: Index<M> + 'static> Source
            for $operation<M, T, I>
        {
            type Model = M;
            type Item = T;

            fn options(&self) -> &Options {
                &self.options
            }

            fn order(&self) -> Result<Option<Order>> {
                $operation::order(self)
            }

            fn fingerprint(&self, table: &str) -> Result<Fingerprint> {
                $operation::fingerprint(self, table)
            }

            fn origin(&self, fingerprint: Fingerprint) -> Origin {
                Origin {
                    fingerprint,
                    keys: start_names(M::SCHEMA, I::SCHEMA),
                    whole: self.view.is_whole(),
                }
            }

            async fn fetch(&self, client: &Client, table: &str, step: Step) -> Result<Fetched<T>> {
                let mut fetched = match &self.hydrate {
                    Some(view) => {
                        let found = self.fetch_as(client, table, step, &self.keys()).await?;
                        let hidden = Expired::hidden(M::SCHEMA, self.options.include_expired);
                        hydrate::<M, T>(client, table, found, &view.without(hidden)).await?
                    }
                    None => {
                        let view = self.view.without(self.hidden_by_key());
                        self.fetch_as(client, table, step, &view).await?
                    }
                };
                fetched.items = self.view.load(fetched.items, client).await?;
                Ok(fetched)
            }

            async fn fetch_count(
                &self,
                client: &Client,
                table: &str,
                step: Step,
            ) -> Result<Counted> {
                // What no filter leaves out DynamoDB counts as well.
                if self.hidden_by_key().is_some() {
                    let found = self.fetch_as(client, table, step, &self.keys()).await?;
                    return Ok(Counted {
                        count: found.items.len().try_into().unwrap_or(u64::MAX),
                        scanned_count: found.scanned_count,
                        next: found.next,
                    });
                }
                let input = self.input(table.to_owned(), step, None::<&View<T>>)?;
                let output = call($name, table, self.fluent(client, input).send()).await?;
                Ok(read_count(
                    output.count,
                    output.scanned_count,
                    output.last_evaluated_key,
                ))
            }
        }
    };
}

pub(crate) use read_operation;
